package org.concordat.protection.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every mistake below {@code findings/}, made in an otherwise good Northshire, is told as it says. */
class FindingsTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    private static Path certificates;

    @BeforeAll
    static void certificates() throws IOException {
        Northshire.certificates(Northshire.folder(), certificates);
    }

    @TestFactory
    Stream<DynamicTest> mistakes() throws IOException {
        try (Stream<Path> files = Files.list(Northshire.resource("findings"))) {
            return files.sorted().toList().stream().map(file -> {
                JsonNode mistake = YAML.readTree(file.toFile());
                return DynamicTest.dynamicTest(
                        mistake.get("title").stringValue(), file.toUri(), () -> isToldAsItSays(mistake));
            });
        }
    }

    private static void isToldAsItSays(JsonNode mistake) throws IOException {
        Path folder = copy();
        Path file = folder.resolve(mistake.get("file").stringValue());
        String good = Files.readString(file);
        String replaced = mistake.get("replace").stringValue();
        assertThat(good).contains(replaced);
        int at = good.indexOf(replaced);
        Files.writeString(
                file,
                good.substring(0, at) + mistake.get("with").stringValue() + good.substring(at + replaced.length()));
        List<String> expected = new ArrayList<>();
        mistake.get("findings").forEach(finding -> expected.add(finding.stringValue()));
        assertThat(findings(folder)).isEqualTo(expected);
    }

    @Test
    void a_file_that_would_not_be_read_is_told() throws IOException {
        Path folder = copy();
        Files.writeString(folder.resolve("agreements/local.yml"), "agreement: local\n");
        assertThat(findings(folder))
                .containsExactly("agreements/local.yml:1: this file would not be read: its name does not end in .yaml");
    }

    @Test
    void a_folder_without_agencies_is_no_configuration(@TempDir Path empty) {
        assertThat(findings(empty))
                .containsExactly(
                        "agencies/:1: there is no such folder, or it cannot be read",
                        "agreements/:1: there is no such folder, or it cannot be read");
    }

    @Test
    void the_digest_tells_any_change_even_of_a_certificate() throws Exception {
        Path folder = copy();
        String before =
                Configuration.read(folder, certificates, Northshire.KINDS).digest();
        assertThat(Configuration.read(copy(), certificates, Northshire.KINDS).digest())
                .isEqualTo(before);
        Path others = Files.createTempDirectory("certificates");
        Northshire.certificates(folder, others);
        assertThat(Configuration.read(folder, others, Northshire.KINDS).digest())
                .isNotEqualTo(before);
        Path police = folder.resolve("agencies/northshire-police.yaml");
        Files.writeString(police, Files.readString(police) + "# a word\n");
        assertThat(Configuration.read(folder, certificates, Northshire.KINDS).digest())
                .isNotEqualTo(before);
    }

    @Test
    void two_who_hand_in_at_one_place_are_told() throws Exception {
        Path folder = copy();
        Path council = folder.resolve("agencies/northshire-council.yaml");
        Path police = folder.resolve("agencies/northshire-police.yaml");
        String connection = "connection: {connector: mailbox}";
        String both = "connection: {connector: secure-email, address: duty@a.example}\n"
                + "hands-in: {connector: secure-email, address: Duty@a.example}";
        Files.writeString(council, Files.readString(council).replace(connection, both));
        assertThat(Configuration.read(folder, certificates, Northshire.KINDS).digest())
                .as("of one, the same both ways")
                .isNotEmpty();
        Files.writeString(police, Files.readString(police).replace(connection, both.replace("a.ex", "A.ex")));
        String told = ": who hands in is known by the place alone, and this one is not apart from those of agency ";
        assertThat(findings(folder))
                .containsExactly(
                        "agencies/northshire-council.yaml:12" + told + "northshire-police",
                        "agencies/northshire-police.yaml:13" + told + "northshire-council");
    }

    private static List<String> findings(Path folder) {
        ConfigurationRejected rejected = catchThrowableOfType(
                ConfigurationRejected.class, () -> Configuration.read(folder, certificates, Northshire.KINDS));
        assertThat(rejected).as("a rejection").isNotNull();
        return rejected.findings().stream().map(Finding::toString).toList();
    }

    private static Path copy() throws IOException {
        Path copy = Files.createTempDirectory("northshire");
        for (String below : List.of("agencies", "agreements")) {
            Files.createDirectories(copy.resolve(below));
            try (Stream<Path> files = Files.list(Northshire.folder().resolve(below))) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file, copy.resolve(below).resolve(file.getFileName().toString()));
                }
            }
        }
        return copy;
    }
}
