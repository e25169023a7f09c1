package org.concordat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An IT team writes a mapping and tries it, with nothing but the command. */
class MappingTest {
    private static final String RECORD =
            "<Disclosure xmlns='urn:concordat:disclosure:1'><Subject><Identifier>X900001</Identifier></Subject></Disclosure>";

    @TempDir
    private Path folder;

    @BeforeEach
    void mapping() throws IOException {
        Files.createDirectories(folder.resolve("case"));
        Files.writeString(folder.resolve("case/mapping.json"), "{\"crn\": \"{//d:Identifier}\"}");
        Files.writeString(folder.resolve("case/sample.xml"), RECORD);
        Files.writeString(folder.resolve("case/expected.json"), "{\"crn\": \"X900001\"}");
        Files.writeString(folder.resolve("record.xml"), RECORD.replace("X900001", "X900002"));
    }

    private Partner.Ended types(String... words) {
        return Partner.run(folder, Map.of(), words);
    }

    @Test
    void one_that_does_as_expected_is_in_order() {
        Partner.Ended ended = types("mapping", "test", folder.resolve("case").toString());
        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("The mapping case makes of its sample what is expected.");
    }

    @Test
    void one_that_does_not_is_told_what_it_makes() throws IOException {
        Files.writeString(folder.resolve("case/expected.json"), "{\"crn\": \"X900009\"}");
        Partner.Ended ended = types("mapping", "test", folder.resolve("case").toString());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("case/expected.json:1").contains("X900001");
    }

    @Test
    void what_it_makes_is_not_cut_without_saying_so() throws IOException {
        Files.writeString(folder.resolve("case/mapping.json"), "{\"crn\": \"" + "long ".repeat(50) + "\"}");
        Partner.Ended ended = types("mapping", "test", folder.resolve("case").toString());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said()).contains("long lo… (the first 200 of ");
    }

    @Test
    void a_record_is_mapped_to_a_file() throws IOException {
        Path made = folder.resolve("made.json");
        String[] words = {
            "mapping",
            "test",
            folder.resolve("case").toString(),
            "--record",
            folder.resolve("record.xml").toString(),
            "--output",
            made.toString()
        };
        assertThat(types(words).code()).isZero();
        assertThat(made).hasContent("{\"crn\":\"X900002\"}");
        assertThat(types(words).code()).as("not overwritten").isEqualTo(2);
    }

    @Test
    void what_is_no_record_is_told() throws IOException {
        Files.writeString(folder.resolve("record.xml"), "no record");
        Partner.Ended ended = types(
                "mapping",
                "test",
                folder.resolve("case").toString(),
                "--record",
                folder.resolve("record.xml").toString(),
                "-o",
                folder.resolve("made.json").toString());
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("mapping.failed");
        assertThat(folder.resolve("made.json")).doesNotExist();
    }

    @Test
    void a_record_needs_a_place_for_what_is_made() {
        assertThat(types("mapping", "test", folder.resolve("case").toString(), "--record", "x")
                        .code())
                .isEqualTo(2);
    }
}
