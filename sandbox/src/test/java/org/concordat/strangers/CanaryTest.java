package org.concordat.strangers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {
    private final Canary canary = Canary.of("Plantedtown");

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "<s:Line>", "? ~"})
    void a_word_is_found_in_every_form_wherever_it_stands(String before) {
        for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
            byte[] text = (before + "Plantedtown" + before + "?").getBytes(charset);
            assertThat(canary.isIn(text)).isTrue();
            assertThat(canary.isIn(bytes(HexFormat.of().formatHex(text)))).isTrue();
            assertThat(canary.isIn(bytes(HexFormat.of().withUpperCase().formatHex(text))))
                    .isTrue();
            assertThat(canary.isIn(Base64.getEncoder().encode(text))).isTrue();
            assertThat(canary.isIn(Base64.getUrlEncoder().withoutPadding().encode(text)))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Planted", "plantedtown", "Planted town"})
    void another_word_is_not(String other) {
        assertThat(canary.isIn(other.getBytes(UTF_8))).isFalse();
        assertThat(canary.isIn(Base64.getEncoder().encode(other.getBytes(UTF_8))))
                .isFalse();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }
}
