package org.concordat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concordat.cli.outcome.Stopped;
import org.junit.jupiter.api.Test;

/** The file of what commands stop with says what the code names, and nothing besides. */
class StoppedTest {
    private static final ResourceBundle FILE =
            ResourceBundle.getBundle("org.concordat.cli.outcome.stopped", Locale.ROOT);
    private static final Pattern NAMED = Pattern.compile("Stopped\\.of\\(\\s*\"([a-z.-]+)\"");

    @Test
    void every_code_has_its_words_and_all_words_have_their_code() throws Exception {
        TreeSet<String> codes = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                NAMED.matcher(Files.readString(source))
                        .results()
                        .map((MatchResult code) -> code.group(1))
                        .forEach(codes::add);
            }
        }
        assertThat(codes).isEqualTo(new TreeSet<>(FILE.keySet())).hasSizeGreaterThan(40);
    }

    @Test
    void what_stands_for_a_place_is_told_as_it_is() {
        assertThat(Stopped.of("environment.line", "a{1}$0\\", "7").getMessage()).startsWith("a{1}$0\\:7: ");
    }

    @Test
    void every_one_says_how_the_command_exits_and_why() {
        for (String code : FILE.keySet()) {
            Stopped stopped = Stopped.of(code, "one", "two", "three");
            assertThat(stopped.code()).isEqualTo(code);
            assertThat(stopped.getMessage()).as(code).isNotBlank().doesNotContain("{", "}");
        }
    }
}
