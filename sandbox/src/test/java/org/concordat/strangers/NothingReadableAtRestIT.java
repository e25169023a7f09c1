package org.concordat.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * After the police have answered a check, and the company has put on record what a person said, nobody who gets hold of
 * the database or of the machine's disk reads a word of it. The agencies' own files are elsewhere: the gateway never sees
 * that folder.
 */
@ExtendWith(SharedStack.Extension.class)
class NothingReadableAtRestIT {
    private static final List<String> OF_THE_CHECK = List.of(
            "Refuge Example",
            "Southtown",
            "ZZ99 7VZ",
            "new address",
            "Harrow-Example",
            "Lowe-Example",
            "1991-03-14",
            "2014/0654321F",
            "NS/26/018842",
            "cut lip",
            "12 Sample Terrace");
    /** In the disclosure that rests on what was put on record. */
    private static final String DISCLOSED = "Feels watched since the hearing";
    /** No word of the check: what the test leaves lying about stays in data files until they are reused. */
    private static final String PLANTED = "Plantedtown-Example";

    private Remains remains;
    private AnsweredCheck check;
    private PutOnRecord records;

    @BeforeEach
    void a_check_is_asked_and_answered(SharedStack stack, @TempDir Path folder) throws Exception {
        remains = new Remains(stack);
        check = AnsweredCheck.in(stack, folder);
        records = PutOnRecord.in(stack, folder);
    }

    @Test
    void no_word_of_a_check_is_in_a_column_a_data_file_or_a_log() throws Exception {
        String document = Files.readString(check.answer());
        assertThat(document).contains("Refuge Example House", "Southtown", "Said to have asked");

        assertThat(remains.of(OF_THE_CHECK.stream().map(Canary::of).toList())).isEmpty();
    }

    @Test
    void no_word_that_was_put_on_record_is_in_a_column_a_data_file_or_a_log() throws Exception {
        String said = records.statements().stream().map(StatementJson::kept).collect(Collectors.joining());
        assertThat(said).contains(PutOnRecord.WORDS);

        List<Canary> canaries = Stream.concat(PutOnRecord.WORDS.stream(), Stream.of(DISCLOSED))
                .map(Canary::of)
                .toList();
        assertThat(remains.of(canaries)).isEmpty();
    }

    @Test
    void what_is_planted_is_found_wherever_it_lies() throws Exception {
        Path log = remains.run().folder().resolve("planted.log");
        Files.writeString(log, "a line about " + PLANTED + "\n");
        try (Connection connection = remains.asSuperuser()) {
            execute(connection, "create table planted (text text, bytes bytea)");
            try {
                plant(connection);
                assertThat(remains.of(List.of(Canary.of(PLANTED))).keySet())
                        .contains("public.planted.text", "public.planted.bytes")
                        .anyMatch(place -> place.endsWith("/planted.log"))
                        .anyMatch(place -> place.contains("/postgres/data/pg_wal/"))
                        .anyMatch(place -> place.contains("/postgres/data/base/"));
            } finally {
                execute(connection, "drop table planted");
            }
        } finally {
            Files.delete(log);
        }
    }

    @Test
    void what_the_servers_wrote_is_looked_at() throws Exception {
        Set<String> places = new TreeSet<>();
        remains.inColumns((place, bytes) -> places.add(place));
        remains.inFiles((place, bytes) -> {
            if (bytes.length > 0) {
                places.add(place);
            }
        });
        assertThat(places)
                .contains(
                        "public.disclosure.original",
                        "public.delivery.content",
                        "public.delivery.grounds",
                        "public.consent.statement",
                        "public.override_decision.proposal",
                        "public.override_decision.approval",
                        "public.holding.statement",
                        "public.entry.bytes")
                .anyMatch(place -> place.matches(".*/gateway\\.log"))
                .anyMatch(place -> place.matches(".*/keycloak-\\d+\\.log"))
                .anyMatch(place -> place.matches(".*/postgres-\\d+\\.log"))
                .anyMatch(place -> place.matches(".*/keycloak-\\d+/data/.*"));
    }

    @Test
    void what_is_planted_is_found_in_every_form_of_writing() throws Exception {
        Canary canary = Canary.of(PLANTED);
        Canaries looking = new Canaries(List.of(canary));
        Path lines = remains.run().folder().resolve("gateway-tmp").resolve("planted");
        StringBuilder text = new StringBuilder();
        canary.forms().forEach(form -> text.append("before ").append(form).append(" after\n"));
        Files.writeString(lines, text, StandardCharsets.ISO_8859_1);
        try (Connection connection = remains.asSuperuser()) {
            execute(connection, "create table planted (text text, bytes bytea)");
            try (PreparedStatement insert = connection.prepareStatement("insert into planted values (?, ?)")) {
                for (String form : canary.forms()) {
                    byte[] bytes = form.getBytes(StandardCharsets.ISO_8859_1);
                    insert.setString(1, form.indexOf('\0') < 0 ? form : null); // no text can hold it
                    insert.setBytes(2, bytes);
                    insert.executeUpdate();
                }
                List<String> found = new ArrayList<>();
                remains.inColumns((place, bytes) -> {
                    if (!looking.in(bytes).isEmpty()) {
                        found.add(place);
                    }
                });
                assertThat(Collections.frequency(found, "public.planted.bytes"))
                        .isEqualTo(canary.forms().size());
                assertThat(Collections.frequency(found, "public.planted.text")).isEqualTo((int) canary.forms().stream()
                        .filter(form -> form.indexOf('\0') < 0)
                        .count());
                List<String> forms = new ArrayList<>();
                remains.inFiles((place, bytes) -> {
                    if (place.endsWith("gateway-tmp/planted")) {
                        new String(bytes, StandardCharsets.ISO_8859_1)
                                .lines()
                                .filter(line -> !looking.in(line.getBytes(StandardCharsets.ISO_8859_1))
                                        .isEmpty())
                                .forEach(forms::add);
                    }
                });
                assertThat(forms).hasSameSizeAs(canary.forms());
            } finally {
                execute(connection, "drop table planted");
            }
        } finally {
            Files.delete(lines);
        }
    }

    @Test
    void no_server_would_dump_its_memory_to_a_disk() throws Exception {
        // a ProcessHandle does not tell arguments as long as a class path
        Path processes = Path.of("/proc");
        assumeTrue(Files.exists(processes.resolve("self/cmdline")), "this system does not tell how processes began");
        List<String> java = new ArrayList<>();
        for (long pid : remains.run().processes()) {
            String line = Files.readString(processes.resolve(pid + "/cmdline"));
            if (line.contains("-XX:")) {
                java.add(line);
            }
        }
        assertThat(java)
                .as("the gateway and Keycloak")
                .hasSize(2)
                .allSatisfy(arguments -> assertThat(arguments)
                        .contains("-XX:-HeapDumpOnOutOfMemoryError")
                        .doesNotContain("-XX:+HeapDump", "OnOutOfMemoryError=", "-XX:+CreateCoredumpOnCrash"));
    }

    private static void plant(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into planted values (?, ?)")) {
            insert.setString(1, "about " + PLANTED);
            insert.setBytes(2, PLANTED.getBytes(StandardCharsets.UTF_16LE));
            insert.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
