package org.concordat.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The file of refusals at the edge says what the code refuses with, and nothing besides. */
class RefusalsTest {
    private static final ResourceBundle FILE =
            ResourceBundle.getBundle("org.concordat.gateway.problem.refusals", Locale.ROOT);
    private static final Pattern CODE = Pattern.compile("\"((?:gateway|identity|request)\\.[a-z]+(?:-[a-z]+)*)\"");

    @Test
    void every_code_has_its_sentence_and_every_sentence_its_code() throws Exception {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(source));
            }
        }
        assertThat(CODE.matcher(all).results().map(code -> code.group(1)).distinct())
                .containsExactlyInAnyOrderElementsOf(FILE.keySet());
    }

    @Test
    void every_one_has_a_type_and_a_sentence_that_ends() {
        for (String code : FILE.keySet()) {
            Refused refused = Refused.of(code, "Said.", "said");
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.sentence()).as(code).matches("[A-Z].*\\.").doesNotContain("{", "}");
        }
    }
}
