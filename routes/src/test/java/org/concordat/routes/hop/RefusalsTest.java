package org.concordat.routes.hop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The file of refusals says what the code refuses with, and nothing besides. */
class RefusalsTest {
    private static final ResourceBundle FILE =
            ResourceBundle.getBundle("org.concordat.routes.hop.refusals", Locale.ROOT);
    /** What refuses by a code. */
    private static final Pattern REFUSES =
            Pattern.compile("(?:\\bof|refused?)\\(\\s*(?:[a-z.()]+,\\s*)*\"([a-z]+\\.[a-z-]+)\""
                    + "|(?:require|requireOwn|intake\\.read)\\([^;]*?\"([a-z]+\\.[a-z-]+)\"\\)");

    @Test
    void what_stands_for_a_place_is_told_as_it_is() {
        assertThat(HopRefused.of("bundle.older", "{1}$0\\", 7).sentence())
                .isEqualTo("It was approved as number {1}$0\\, and number 7 is in force.");
    }

    @Test
    void every_code_has_its_sentence_and_every_sentence_its_code() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(source));
            }
        }
        List<String> refused = REFUSES.matcher(all)
                .results()
                .map(call -> call.group(1) == null ? call.group(2) : call.group(1))
                .toList();
        assertThat(refused).hasSizeGreaterThan(60).isSubsetOf(FILE.keySet());
        assertThat(FILE.keySet()).allSatisfy(code -> assertThat(all).contains('"' + code + '"'));
    }

    @Test
    void every_one_has_a_category_and_a_sentence_that_ends() {
        for (String code : FILE.keySet()) {
            HopRefused refused = HopRefused.of(code, "Said.", "Said.", "Said.");
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.sentence()).as(code).matches("[A-Z].*\\.").doesNotContain("{", "}");
        }
    }
}
