package org.concordat.schemas.identifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Year;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class IdentifierVectorsTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/org/concordat/schemas/identifier/vectors.csv")
    void an_identifier_is_read_and_checked(Scheme scheme, String raw, String canonical, Check check) {
        Identifier identifier = scheme.parse(raw);
        assertThat(identifier.check()).isEqualTo(check);
        assertThat(identifier.canonical()).isEqualTo(canonical);
        assertThat(identifier.raw()).isEqualTo(raw);
        assertThat(identifier.toString()).doesNotContain(raw).doesNotContain(canonical);
    }

    @Test
    void the_century_of_a_short_pnc_id_is_the_readers_to_say() {
        assertThat(Scheme.PNC.parse("26/34U", Year.of(1939)).canonical()).startsWith("2026/");
        assertThat(Scheme.PNC.parse("26/34U", Year.of(1926)).canonical()).startsWith("1926/");
        assertThat(Scheme.PNC.parse("1926/34U", Year.of(1939)).canonical()).startsWith("1926/");
    }

    @Test
    void no_digit_completes_a_prefix_for_which_ten_would_be_needed() {
        for (int digit = 0; digit < 10; digit++) {
            assertThat(Scheme.NHS.parse("999000000" + digit).check()).isEqualTo(Check.BAD_CHECK);
            assertThat(Scheme.NHS.parse("999123456" + digit).check()).isEqualTo(Check.BAD_CHECK);
        }
    }
}
