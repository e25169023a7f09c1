package org.concordat.protection.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.RegisteredAgencies;
import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.bundle.Bundle;
import org.concordat.protection.bundle.BundleFiles;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.configuration.Configuration.Written;
import org.concordat.protection.decision.Explainer;
import org.concordat.protection.decision.RulesInForce;
import org.concordat.protection.mapping.Mapping;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/** Reads a configuration once: every file, every finding, then the whole or nothing. */
final class ConfigurationReader {
    static final String AGENCIES = "agencies/";
    static final String AGREEMENTS = "agreements/";
    private static final String NATIONAL = "national/";
    static final String SUFFIX = ".yaml";
    static final String NATIONAL_AGREEMENT = NATIONAL + "agreement" + SUFFIX;
    static final int LIMIT_OF_BYTES = 1 << 20;

    private final Findings findings = new Findings();
    private final YamlReader yaml = new YamlReader(findings);
    /** Name and bytes of every file that was read, in the order of the names. */
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    Configuration read(BundleFiles source, Set<Kind> kinds) throws ConfigurationRejected {
        Law law = law();
        Terms terms = new Terms(law.vocabulary(), findings);
        Located nationalAgreement = national("agreement");
        Map<String, Located> agencyFiles = files(source, AGENCIES, "agency", "id", terms);
        Map<String, Located> agreementFiles = files(source, AGREEMENTS, "agreement", "agreement", terms);
        if (agencyFiles.isEmpty() && findings.count() == 0) {
            findings.add(AGENCIES, 1, "there is no agency");
        }
        Map<String, Optional<Mapping>> mappings =
                new MappingReader(source, name -> bytes(source, name), findings).read();
        AgencyReader agencyReader = new AgencyReader(
                law.vocabulary(),
                new CertificateFiles(source, files, findings),
                mappings,
                new ConnectionReader(name -> bytes(source, name), findings),
                terms,
                findings);
        Map<AgencyId, Agency> agencies = new LinkedHashMap<>();
        for (Located file : agencyFiles.values()) {
            agencyReader.read(file, agencyFiles).ifPresent(agency -> agencies.put(agency.id(), agency));
        }
        checkSpeakers(agencies.values(), agencyFiles, "tls", Agency::tls, "a client certificate");
        checkSpeakers(agencies.values(), agencyFiles, "envelope", Agency::envelope, "a certificate for envelopes");
        checkSpeakers(agencies.values(), agencyFiles, "adapter", Agency::adapter, "a certificate of an adapter");
        new PlaceCheck(agencies.values(), agencyFiles, findings).check();
        new SuccessionCheck(agencies, agencyFiles, findings).check();
        Set<AgencyId> registered = new HashSet<>();
        Stream.concat(agencyFiles.keySet().stream(), files.keySet().stream().map(ConfigurationReader::agency))
                .forEach(name -> AgencyId.find(name).ifPresent(registered::add));
        Known<AgencyId> known = Known.of("agency", registered, AgencyId::value);
        Known<Kind> ofSchemas = Known.of("kind", kinds, Kind::value);
        AgreementReader agreementReader = new AgreementReader(law, agencies, known, ofSchemas, terms, findings);
        List<Agreement> agreements = new ArrayList<>();
        agreementReader.read(nationalAgreement).ifPresent(agreements::add);
        for (Located file : agreementFiles.values()) {
            agreementReader.read(file).ifPresent(agreements::add);
        }
        findings.throwIfAny();
        RegisteredAgencies register = new RegisteredAgencies(agencies.values());
        String digest = Bundle.digest(files);
        files.keySet().removeIf(name -> name.startsWith(NATIONAL));
        return new Configuration(
                register,
                law.vocabulary(),
                new RulesInForce(law, register, kinds, agreements, digest),
                new Explainer(law, register),
                digest,
                new Written(List.copyOf(agencies.values()), agreements, new Bundle(files)));
    }

    Mapping mapping(Path folder) throws ConfigurationRejected {
        Path own = folder.toAbsolutePath().normalize();
        String name = String.valueOf(own.getFileName());
        BundleFiles source = new BundleFolder(own.resolveSibling(""), own);
        Optional<Mapping> mapping =
                new MappingReader(source, file -> bytes(source, file), findings).mapping(name + "/", name);
        findings.throwIfAny();
        return mapping.orElseThrow();
    }

    /** Whose file it is by its name; of other files, nothing. */
    private static String agency(String file) {
        return file.startsWith(AGENCIES) ? file.substring(AGENCIES.length(), file.length() - SUFFIX.length()) : "";
    }

    private Law law() throws ConfigurationRejected {
        Located vocabulary = national("vocabulary");
        Located powers = national("powers");
        Located conditions = national("conditions");
        Located floor = national("floor");
        Law law = LawReader.read(vocabulary, powers, conditions, floor, findings);
        findings.throwIfAny();
        return law;
    }

    private Located national(String name) throws ConfigurationRejected {
        String file = NATIONAL + name + SUFFIX;
        byte[] bytes = Shipped.bytes(file);
        files.put(file, bytes);
        Optional<Located> read =
                yaml.read(file, bytes).filter(content -> new FileSchema(name).check(content, findings));
        findings.throwIfAny();
        return read.orElseThrow();
    }

    /** The files of a folder that have the form of their schema, by the name that each gives itself. */
    private Map<String, Located> files(
            BundleFiles source, String below, String schemaName, String nameField, Terms terms) {
        FileSchema schema = new FileSchema(schemaName);
        Map<String, Located> byName = new LinkedHashMap<>();
        for (String file : names(source, below)) {
            if (!file.endsWith(SUFFIX)) {
                findings.add(file, 1, "this file would not be read: its name does not end in " + SUFFIX);
                continue;
            }
            Optional<Located> content = bytes(source, file).flatMap(bytes -> yaml.read(file, bytes));
            if (content.isPresent() && !schema.check(content.get(), findings)) {
                terms.ofNoForm(content.get());
            } else if (content.isPresent()) {
                Located name = content.get().get(nameField);
                if (byName.putIfAbsent(name.text(), content.get()) != null) {
                    findings.add(name, schemaName + " '" + name.text() + "' is there twice");
                }
                if (!file.equals(below + name.text() + SUFFIX)) {
                    findings.add(name, schemaName + " " + name.text() + " is not in a file of its name");
                }
            }
        }
        return byName;
    }

    private List<String> names(BundleFiles source, String below) {
        try {
            return source.in(below);
        } catch (IOException e) {
            findings.add(below, 1, "there is no such folder, or it cannot be read");
            return List.of();
        }
    }

    private Optional<byte[]> bytes(BundleFiles source, String file) {
        try {
            byte[] bytes = source.read(file, LIMIT_OF_BYTES);
            if (bytes.length <= LIMIT_OF_BYTES) {
                files.put(file, bytes);
                return Optional.of(bytes);
            }
            findings.add(file, 1, "the file is larger than " + LIMIT_OF_BYTES + " bytes");
        } catch (IOException e) {
            findings.add(file, 1, "the file cannot be read");
        }
        return Optional.empty();
    }

    /** A certificate that says who speaks cannot speak for two. */
    private void checkSpeakers(
            Iterable<Agency> agencies,
            Map<String, Located> agencyFiles,
            String named,
            Function<Agency, List<X509Certificate>> certificates,
            String words) {
        Map<X509Certificate, AgencyId> owners = new HashMap<>();
        for (Agency agency : agencies) {
            for (X509Certificate certificate : certificates.apply(agency)) {
                AgencyId other = owners.putIfAbsent(certificate, agency.id());
                Located file = agencyFiles.get(agency.id().value());
                if (other != null && file != null) {
                    findings.add(
                            file.get("certificates").get(named),
                            "agency " + agency.id() + " has " + words + " that agency " + other + " has too");
                }
            }
        }
    }
}
