package org.concordat.protection.configuration;

import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Clause;
import org.concordat.protection.agreement.Extent;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.bundle.Bundle;
import org.concordat.protection.bundle.BundleFiles;
import org.concordat.protection.decision.Explainer;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.mapping.Mapping;
import org.concordat.schemas.terminology.Coded;
import tools.jackson.databind.JsonNode;

/**
 * What comes, goes and changes from one configuration to the next, in sentences that an approver can sign: agencies with
 * their teams, certificates and desks, agreements with their clauses. The national agreement is no part of a bundle, and
 * none of it.
 */
public final class Differences {
    /** Whose files are told by what they say; of all others, the digest. */
    private static final Set<String> IN_WORDS =
            Set.of(ConfigurationReader.AGENCIES, ConfigurationReader.AGREEMENTS, BundleFiles.CERTIFICATES);

    private Differences() {}

    /** One sentence each, agencies first; none where both say the same. */
    public static List<String> between(Configuration before, Configuration after) {
        SortedMap<String, String> old = said(before);
        SortedMap<String, String> now = said(after);
        TreeSet<String> parts = new TreeSet<>(old.keySet());
        parts.addAll(now.keySet());
        List<String> sentences = new ArrayList<>();
        for (String part : parts) {
            String was = old.get(part);
            String is = now.get(part);
            if (was == null) {
                sentences.add(part + " comes: " + is + ".");
            } else if (is == null) {
                sentences.add(part + " goes: " + was + ".");
            } else if (!was.equals(is)) {
                sentences.add(part + " changes. It was: " + was + ". It will be: " + is + ".");
            }
        }
        for (String agreement : old.keySet()) {
            if (agreement.matches("Agreement [^,]+")
                    && Objects.equals(old.get(agreement), now.get(agreement))
                    && sentences.stream().anyMatch(sentence -> sentence.startsWith(agreement + ","))) {
                sentences.add(agreement + " keeps its version: decisions cite it by that, so give it the next.");
            }
        }
        return sentences;
    }

    /** Everything that a bundle says, by what it says it of. */
    private static SortedMap<String, String> said(Configuration configuration) {
        SortedMap<String, String> said = new TreeMap<>();
        Bundle bundle = configuration.written().bundle();
        configuration.written().agencies().forEach(agency -> say(agency, asWritten(bundle, agency), said));
        configuration.written().agreements().stream()
                .filter(agreement -> !agreement.national())
                .forEach(agreement -> say(agreement, configuration.vocabulary(), said));
        bundle.names().stream()
                .filter(name -> IN_WORDS.stream().noneMatch(name::startsWith))
                .forEach(name -> said.put("File " + name, "digest " + bundle.digest(name)));
        return said;
    }

    private static JsonNode asWritten(Bundle bundle, Agency agency) {
        String name = ConfigurationReader.AGENCIES + agency.id() + ConfigurationReader.SUFFIX;
        try {
            return new YamlReader(new Findings())
                    .read(name, bundle.read(name, ConfigurationReader.LIMIT_OF_BYTES))
                    .orElseThrow()
                    .json();
        } catch (NoSuchFileException e) {
            throw new IllegalStateException("a bundle that was read has each agency's file", e);
        }
    }

    private static void say(Agency agency, JsonNode file, SortedMap<String, String> said) {
        String name = "Agency " + agency.id();
        said.put(name, agency.name() + " (" + agency.kind() + ")");
        said.put(name + ", what it is in law", words(agency.bodies()));
        said.put(name + ", its time in force", words(agency.inForce()));
        agency.succession().ifPresent(scheme -> said.put(name + ", what becomes of its work", words(scheme)));
        agency.withoutSuccessor().ifPresent(nobody -> said.put(name + ", what becomes of its work", nobody));
        said.put(name + ", how it is reached", words(file.path("connection")));
        said.put(
                name + ", how it hands in",
                agency.handsIn().map(way -> words(file.path("hands-in"))).orElse("by calling the gateway"));
        said.put(name + ", its mapping", agency.mapping().map(Mapping::name).orElse("none"));
        agency.teams()
                .forEach(team -> said.put(
                        name + ", team " + team.id(), team.name() + "; " + words(team.roles()) + " receive there"));
        agency.desks().forEach((desk, team) -> said.put(name + ", desk " + desk.code(), "team " + team));
        Map.of(
                        "TLS", agency.tls(),
                        "signing", agency.signing(),
                        "adapter", agency.adapter(),
                        "encryption", agency.encryption(),
                        "envelope", agency.envelope())
                .forEach((use, all) -> all.forEach(one -> said.put(
                        name + ", " + use + " certificate " + Thumbprint.of(one),
                        one.getSubjectX500Principal() + ", until "
                                + one.getNotAfter().toInstant())));
    }

    private static void say(Agreement agreement, Vocabulary vocabulary, SortedMap<String, String> said) {
        String name = "Agreement " + agreement.name();
        said.put(name, "version " + agreement.version() + " between " + words(agreement.parties()));
        said.put(name + ", its time in force", words(agreement.inForce()));
        agreement.clauses().forEach(clause -> said.put(name + ", clause " + clause.id(), sentence(clause, vocabulary)));
    }

    private static String sentence(Clause clause, Vocabulary vocabulary) {
        List<String> categories = new ArrayList<>();
        clause.categories()
                .forEach((category, extent) -> categories.add(vocabulary.words(category)
                        + (extent.form() == Extent.Form.SANITISED ? " (sanitised)" : "")
                        + limit(" of ", extent.subjects(), Terms.SUBJECTS.all())
                        + limit(" by nature ", extent.natures(), Terms.NATURES.all())
                        + limit(" for ", extent.roles(), vocabulary.roles().keySet())));
        return words(clause.from()) + " may disclose " + words(clause.kinds()) + " to " + words(clause.to()) + " for "
                + words(clause.purposes()) + " under " + words(clause.powers()) + ": " + words(categories)
                + ". Consent: " + clause.consent().need().code()
                + limit(", also recorded by ", clause.consent().alsoRecordedBy(), Set.of())
                + ". Conditions at the sender: "
                + words(clause.conditions().sender())
                + "; at the recipient: " + words(clause.conditions().recipient())
                + clause.respond()
                        .map(by -> ". To be answered within " + Explainer.words(by.atMost())
                                + by.before()
                                        .map(event -> " and before the " + event)
                                        .orElse(""))
                        .orElse("")
                + ". Kept for at most " + Explainer.words(clause.retain());
    }

    private static String limit(String words, Set<?> those, Set<?> all) {
        return those.equals(all) ? "" : words + words(those);
    }

    private static String words(Iterable<?> those) {
        TreeSet<String> words = new TreeSet<>();
        those.forEach(one -> words.add(one instanceof Coded coded ? coded.code() : one.toString()));
        return String.join(", ", words);
    }

    private static String words(Map<String, ? extends Iterable<?>> byBody) {
        return byBody.isEmpty()
                ? "none"
                : new TreeMap<>(byBody)
                        .entrySet().stream()
                                .map(body -> body.getKey() + " " + words(body.getValue()))
                                .collect(Collectors.joining("; "));
    }

    /** As its file has it. */
    private static String words(JsonNode said) {
        Stream<String> parts = said.isObject()
                ? said.propertyStream()
                        .map(one -> one.getKey() + " "
                                + (one.getValue().isObject()
                                        ? "(" + words(one.getValue()) + ")"
                                        : words(one.getValue())))
                : said.isArray()
                        ? said.valueStream().map(one -> one.isObject() ? "(" + words(one) + ")" : words(one))
                        : Stream.of(said.asString());
        return parts.collect(Collectors.joining(", "));
    }

    private static String words(Succession succession) {
        return succession.transfers().stream()
                        .map(t -> "team " + t.team() + " (" + words(t.roles()) + ") goes to " + t.to() + ", team "
                                + t.at())
                        .collect(Collectors.joining("; "))
                + "; consents " + (succession.consents() ? "follow" : "do not follow") + "; under the "
                + succession.scheme() + " of " + succession.made();
    }

    private static String words(InForce inForce) {
        return "from " + inForce.firstDay()
                + inForce.until()
                        .map(end -> " to the end of " + inForce.lastDay())
                        .orElse("");
    }
}
