package org.concordat.protection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.concordat.protection.mapping.Mapping;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping is a folder of the configuration; one that does not make of its sample what is expected is not taken. */
class MappingFilesTest {
    private static final String CHILDREN = "agencies/northshire-children.yaml";

    @TempDir
    private Path folder;

    @TempDir
    private Path certificates;

    @BeforeEach
    void northshire() throws IOException {
        Northshire.certificates(Northshire.folder(), certificates);
        try (Stream<Path> files = Files.walk(Northshire.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                write(Northshire.folder().relativize(file).toString(), Files.readString(file));
            }
        }
        write("mappings/case/mapping.json", "{\"crn\": \"{//d:Identifier}\"}\n");
        write(
                "mappings/case/sample.xml",
                "<Disclosure xmlns='urn:concordat:disclosure:1'><Subject><Identifier>X900001</Identifier></Subject></Disclosure>");
        write("mappings/case/expected.json", "{\n  \"crn\" : \"X900001\"\n}\n");
        write(CHILDREN, Files.readString(folder.resolve(CHILDREN)) + "custody: gateway\nmapping: case\n");
    }

    @Test
    void an_agency_in_the_gateways_custody_has_its_mapping() throws Exception {
        Configuration configuration = Configuration.read(folder, certificates, Northshire.KINDS);
        assertThat(mappingOf(configuration, "northshire-children")).isEqualTo("case");
        assertThat(mappingOf(configuration, "northshire-police")).isEmpty();
        write("mappings/case/expected.json", "{\"crn\": \"X900001\"}");
        assertThat(Configuration.read(folder, certificates, Northshire.KINDS).digest())
                .isNotEqualTo(configuration.digest());
    }

    private static String mappingOf(Configuration configuration, String agency) {
        return configuration
                .agencies()
                .find(new AgencyId(agency))
                .flatMap(Agency::mapping)
                .map(mapping -> mapping.name())
                .orElse("");
    }

    @Test
    void one_that_makes_something_else_of_its_sample_is_told() throws IOException {
        write("mappings/case/expected.json", "{\"crn\": \"X900002\"}");
        assertThat(findings())
                .containsExactly(
                        "mappings/case/expected.json:1: of the sample it makes something else: {\"crn\":\"X900001\"}");
    }

    @Test
    void one_that_there_is_not_is_told() throws IOException {
        write(CHILDREN, Files.readString(folder.resolve(CHILDREN)).replace("mapping: case", "mapping: cases"));
        assertThat(findings()).containsExactly(CHILDREN + ":13: agency names unknown mapping 'cases'; known: case");
    }

    @Test
    void a_mistake_in_it_is_told_with_its_line() throws IOException {
        write("mappings/case/mapping.json", "{\n\"crn\": \n}");
        assertThat(findings()).contains("mappings/case/mapping.json:3: this is no JSON");
    }

    @Test
    void it_is_whole_or_not_taken() throws IOException {
        Files.delete(folder.resolve("mappings/case/sample.xml"));
        write("mappings/notes.txt", "a word");
        write("mappings/case/readme.md", "a word");
        assertThat(findings())
                .contains(
                        "mappings/notes.txt:1: this would not be read: a mapping is a folder of its name",
                        "mappings/case/readme.md:1: this would not be read: a mapping has no such file");
        Files.delete(folder.resolve("mappings/case/readme.md"));
        Files.delete(folder.resolve("mappings/notes.txt"));
        assertThat(findings())
                .contains("mappings/case/:1: a mapping is one of mapping.xslt and mapping.json, with sample.xml and one"
                        + " file expected.json, xml, csv or txt beside it; or, inwards, with one file sample.json, xml, csv or"
                        + " txt and draft.xml");
    }

    @Test
    void custody_and_mapping_go_together() throws IOException {
        String children = Files.readString(folder.resolve(CHILDREN));
        write(CHILDREN, children.replace("custody: gateway\n", ""));
        assertThat(findings()).hasSize(1);
        write(CHILDREN, children.replace("custody: gateway", "custody: agency"));
        assertThat(findings()).hasSize(1);
        write(CHILDREN, children.replace("mapping: case\n", ""));
        assertThat(findings()).containsExactly(CHILDREN + ":1: 'mapping' is missing");
    }

    @Test
    void what_is_collected_is_sealed_to_the_agency_alone() throws IOException {
        String children = Files.readString(folder.resolve(CHILDREN));
        write(CHILDREN, children.replaceFirst("connection: .*", "connection: {connector: mailbox}"));
        assertThat(findings())
                .containsExactly(CHILDREN
                        + ":13: over 'mailbox' nothing goes that is not sealed to the agency: a mapping has no place");
    }

    @Test
    void inwards_it_makes_of_a_sample_the_draft_beside_it() throws Exception {
        handsInLines();
        Agency children = Configuration.read(folder, certificates, Northshire.KINDS)
                .agencies()
                .find(new AgencyId("northshire-children"))
                .orElseThrow();
        Mapping mapping = children.handsIn().flatMap(HandsIn::mapping).orElseThrow();
        assertThat(mapping.inwards()).isTrue();
        assertThat(new String(mapping.apply("a;b".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .endsWith("<draft><of>a</of><of>b</of></draft>");
        assertThat(children.adapter()).hasSize(1);
        assertThat(children.signing(true)).isEqualTo(children.adapter());

        write("mappings/lines/draft.xml", "<draft><of>A-17</of></draft>");
        assertThat(findings())
                .contains("mappings/lines/draft.xml:1: of the sample it makes something else:"
                        + " <?xml version=\"1.0\" encoding=\"UTF-8\"?><draft><of>A-17</of><of>yes</of></draft>");
    }

    @Test
    void one_that_goes_the_other_way_is_told() throws Exception {
        handsInLines();
        write(CHILDREN, Files.readString(folder.resolve(CHILDREN)).replace("mapping: lines", "mapping: case"));
        assertThat(findings()).containsExactly(CHILDREN + ":16: the mapping 'case' goes the other way");
        write(
                CHILDREN,
                Files.readString(folder.resolve(CHILDREN))
                        .replace("mapping: case}", "mapping: lines}")
                        .replace("mapping: case", "mapping: lines"));
        assertThat(findings()).containsExactly(CHILDREN + ":14: the mapping 'lines' goes the other way");
    }

    @Test
    void inwards_it_is_a_stylesheet() throws Exception {
        handsInLines();
        Files.delete(folder.resolve("mappings/lines/mapping.xslt"));
        write("mappings/lines/mapping.json", "{}");
        assertThat(findings())
                .contains("mappings/lines/mapping.json:1: a JSON template makes JSON, and a draft is XML: inwards a"
                        + " mapping is XSLT");
    }

    private void handsInLines() throws IOException {
        write("mappings/lines/mapping.xslt", """
                <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                  <xsl:template match=".">
                    <draft><xsl:for-each select="tokenize(., ';')"><of><xsl:value-of select="."/></of></xsl:for-each></draft>
                  </xsl:template>
                </xsl:stylesheet>
                """);
        write("mappings/lines/sample.csv", "A-17;yes");
        write("mappings/lines/draft.xml", "<draft><of>A-17</of><of>yes</of></draft>");
        Files.write(
                certificates.resolve("northshire-children/adapter.crt"),
                Northshire.certificateOfItsOwnKey("northshire-children"));
        write(
                CHILDREN,
                Files.readString(folder.resolve(CHILDREN))
                                .replace("  encryption:", "  adapter: [northshire-children/adapter.crt]\n  encryption:")
                        + "hands-in: {connector: sftp, address: \"sftp://concordat@files.example/out\", host-key:"
                        + " \"SHA256:uNiVztksCsDhcc0u9e8BrrJXVGDPFZCqFa3Mrr3fvDM\",\n  mapping: lines}\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }

    private List<String> findings() {
        ConfigurationRejected rejected = catchThrowableOfType(
                ConfigurationRejected.class, () -> Configuration.read(folder, certificates, Northshire.KINDS));
        assertThat(rejected).as("a rejection").isNotNull();
        return rejected.findings().stream().map(Finding::toString).toList();
    }
}
