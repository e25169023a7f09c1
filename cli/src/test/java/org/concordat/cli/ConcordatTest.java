package org.concordat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.cli.command.Globals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What holds for every command before it does anything: help, usage, missing settings. */
class ConcordatTest {
    private static final List<String> COMMANDS = List.of(
            "sign",
            "explain",
            "submit",
            "status",
            "mailbox",
            "collect",
            "open",
            "receipt",
            "held",
            "held list",
            "held retry",
            "held return",
            "consent",
            "consent record",
            "consent show",
            "override",
            "override propose",
            "override approve",
            "override show",
            "rules",
            "rules check",
            "rules diff",
            "agency",
            "agency new",
            "agency check",
            "agency clients",
            "agency conformance",
            "mapping",
            "mapping test",
            "bundle",
            "bundle check",
            "bundle sign",
            "bundle activate",
            "bundle history",
            "ledger",
            "ledger export",
            "ledger verify",
            "ledger proof",
            "operate",
            "operate stuck",
            "operate pause",
            "operate replay",
            "operate rotate",
            "certs",
            "certs make",
            "certs show");

    @TempDir
    Path folder;

    private Partner.Ended types(String... words) {
        return Partner.run(folder, Map.of(), words);
    }

    @Test
    void help_is_what_was_reviewed() throws IOException {
        try (var reviewed = ConcordatTest.class.getResourceAsStream("help.txt")) {
            assertThat(reviewed).isNotNull();
            assertThat(types("--help").out())
                    .isEqualToNormalizingNewlines(new String(reviewed.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Stream<String> commands() {
        return COMMANDS.stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_has_help_in_80_columns_without_drawing(String command) {
        String[] words = (command + " --help").split(" ", -1);

        Partner.Ended ended = types(words);

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("Usage: concordat " + command);
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(ended.out()).matches("[\\x20-\\x7e\\n]*");
    }

    /** The texts stand in a file of their own: none may be forgotten there. */
    @ParameterizedTest
    @MethodSource("commands")
    void help_explains_every_command_option_and_file(String command) {
        CommandLine line = known().get(command);

        assertThat(line.getCommandSpec().usageMessage().description()).isNotEmpty();
        assertThat(line.getCommandSpec().args())
                .allSatisfy(arg ->
                        assertThat(arg.description()).as(arg.paramLabel() + arg).isNotEmpty());
    }

    @Test
    void a_command_that_is_unknown_is_usage() {
        assertThat(types("frobnicate").code()).isEqualTo(2);
    }

    @Test
    void no_command_says_where_help_is() {
        Partner.Ended ended = types();

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("concordat --help");
        assertThat(types("rules").code()).isEqualTo(2);
    }

    /** Every command, by the words that are typed for it. */
    private Map<String, CommandLine> known() {
        Map<String, CommandLine> known = new TreeMap<>();
        below("", Concordat.commands(new Globals(Map.of(), folder, Clock.systemUTC())), known);
        return known;
    }

    private static void below(String words, CommandLine line, Map<String, CommandLine> known) {
        line.getSubcommands().forEach((word, command) -> {
            known.put((words + " " + word).strip(), command);
            below(words + " " + word, command, known);
        });
    }

    @Test
    void none_is_left_out_here() {
        assertThat(known().keySet()).containsExactlyInAnyOrderElementsOf(COMMANDS);
    }

    @Test
    void an_id_is_an_id_to_every_command_that_takes_one() {
        List<String> takers = known().entrySet().stream()
                .filter(command -> command.getValue().getCommandSpec().positionalParameters().stream()
                        .anyMatch(parameter -> parameter.type() == UUID.class))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(takers).hasSize(10).contains("operate stuck");
        assertThat(takers).allSatisfy(command -> {
            for (String none : List.of("3", "not-an-id", "0190B5C2-7D1E-7C3A-9F00-0123456789AB")) {
                Partner.Ended ended = types((command + " " + none).split(" ", -1));

                assertThat(ended.code()).isEqualTo(2);
                assertThat(ended.said()).contains(": an id looks like").doesNotContain("java.", "Invalid value");
            }
        });
    }

    @Test
    void what_is_no_day_is_told_so_in_our_words() {
        Partner.Ended ended = types("agency", "new", "safe-haven", "--from", "tomorrow");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("'tomorrow'").doesNotContain("java.");
    }

    @Test
    void an_option_of_every_command_behind_one_is_told_where_it_stands() {
        Partner.Ended ended = types("mailbox", "--as=nps-north-east");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("--as stands before the command: concordat --as … mailbox");
    }

    @Test
    void usage_is_json_too_when_json_is_wanted() {
        Partner.Ended ended = types("--json", "frobnicate");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).isEmpty();
        assertThat(ended.out()).contains("\"exit\" : 2").contains("\"code\" : \"usage\"");
    }

    @Test
    void without_agency_or_environment_the_error_says_what_to_set() {
        assertThat(types("mailbox").err()).contains("CONCORDAT_AS");
        assertThat(types("--as", "nps-north-east", "mailbox").err()).contains("CONCORDAT_ENVIRONMENT", "bin/sandbox");
        assertThat(types("--as", "No Agency", "mailbox").code()).isEqualTo(2);
        assertThat(types("--environment", "nowhere", "--as", "nps-north-east", "mailbox")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void a_file_that_is_not_there_is_bad_input() {
        assertThat(types("certs", "show", "nowhere.crt").code()).isEqualTo(3);
    }
}
