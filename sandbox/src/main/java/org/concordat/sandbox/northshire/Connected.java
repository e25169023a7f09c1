package org.concordat.sandbox.northshire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Northshire with every partner on the protocol of its own system: a bundle that can follow the one it begins with. */
public final class Connected {
    /** What joins when every partner is on the protocol of its own system. */
    static final List<String> FILES = List.of(
            "agencies/hmp-northshire.yaml",
            "agencies/northshire-monitoring.yaml",
            "agencies/southshire-police.yaml",
            "agreements/northshire-connected.yaml");

    private static final Map<String, List<String>> MAPPINGS = Map.of(
            "case-system-json", List.of("mapping.json", "sample.xml", "expected.json"),
            "childrens-json", List.of("mapping.json", "sample.xml", "expected.json"),
            "prison-line", List.of("mapping.xslt", "sample.csv", "draft.xml"),
            "prison-csv", List.of("mapping.xslt", "sample.xml", "expected.csv"),
            "casework-xml", List.of("mapping.xslt", "sample.xml", "expected.xml"),
            "records-xml", List.of("mapping.xslt", "sample.xml", "expected.xml"));

    /** The contracts of partners' own web services. */
    private static final List<String> CONTRACTS = List.of("wsdl/casework.wsdl", "wsdl/records-intake.wsdl");

    /** In whose place the gateway opens, because it maps for them. */
    private static final List<String> ENTRUSTED =
            List.of(Northshire.PROBATION, Northshire.CHILDREN, Northshire.PRISON, Northshire.CRC, Northshire.POLICE);

    private Connected() {}

    /**
     * Writes the bundle in which every partner is on the protocol of its own system, and puts into the gateway's custody the
     * keys of those that it maps for.
     *
     * @param places where partners' systems are, by the name that stands for each
     */
    public static void write(Northshire northshire, Path folder, Map<String, String> places) throws IOException {
        for (String name : Northshire.BUNDLE) {
            Northshire.write(
                    folder, name, Files.readString(northshire.configuration().resolve(name)), places);
        }
        Map<String, String> connections = YAMLMapper.shared()
                .readValue(
                        Northshire.shipped("/connected/connections.yaml"), new TypeReference<Map<String, String>>() {});
        for (Map.Entry<String, String> own : connections.entrySet()) {
            String name = "agencies/" + own.getKey() + ".yaml";
            String before = Files.readString(folder.resolve(name));
            Northshire.write(folder, name, before.replaceFirst("(?ms)^connection: .*", "") + own.getValue(), places);
        }
        for (String name : FILES) {
            Northshire.write(folder, name, Northshire.shipped("/connected/" + name), places);
        }
        for (Map.Entry<String, List<String>> mapping : MAPPINGS.entrySet()) {
            for (String file : mapping.getValue()) {
                String name = "mappings/" + mapping.getKey() + "/" + file;
                Northshire.write(folder, name, Northshire.shipped("/connected/" + name), Map.of());
            }
        }
        for (String name : CONTRACTS) {
            Northshire.write(folder, name, Northshire.shipped("/northshire/" + name), Map.of());
        }
        Path certificates = northshire.certificates();
        Path custody = Files.createDirectories(certificates.resolve("gateway").resolve("custody"));
        for (String agency : ENTRUSTED) {
            Path key = certificates.resolve(agency).resolve("encryption.p12");
            Files.copy(key, custody.resolve(agency + ".p12"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.copy(
                certificates.resolve(Northshire.PRISON).resolve("adapter.p12"),
                custody.resolve(Northshire.PRISON + ".adapter.p12"),
                StandardCopyOption.REPLACE_EXISTING);
    }
}
