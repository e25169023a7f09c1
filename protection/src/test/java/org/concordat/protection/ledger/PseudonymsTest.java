package org.concordat.protection.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.concordat.protection.key.KeyRing;
import org.concordat.schemas.disclosure.Subject;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
    private static final SecretKey KEY = key("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final SecretKey OTHER_KEY = key("ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private final Pseudonyms pseudonyms = under("pseudonyms-1", KEY);

    @Test
    void a_pseudonym_names_its_key_and_is_an_hmac() {
        // printf 'pnc\0002001/0012345X' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f -binary | base64
        assertThat(pseudonyms.of("pnc", "2001/0012345X"))
                .isEqualTo("pseudonyms-1.dc1KD-vSf8DIa2nj4cw2WpdyU903MekZ2V4-cFf0_QY");
    }

    @Test
    void equal_identifiers_have_equal_pseudonyms() {
        assertThat(pseudonyms.of("pnc", "2001/0012345X")).isEqualTo(pseudonyms.of("PNC", "2001/0012345X"));
    }

    @Test
    void two_spellings_of_one_identifier_have_one_pseudonym() {
        assertThat(pseudonyms.of(new Subject.Identifier("nhs", "943 476 5919")))
                .isEqualTo(pseudonyms.of(new Subject.Identifier("nhs", "9434765919")));
        assertThat(pseudonyms.of(new Subject.Identifier("staff-number", "ab12 ")))
                .isEqualTo(pseudonyms.of(new Subject.Identifier("staff-number", "AB12")));
    }

    @Test
    void another_identifier_scheme_or_key_gives_another() {
        assertThat(pseudonyms.of("pnc", "2001/0012345X"))
                .isNotEqualTo(pseudonyms.of("pnc", "2001/0012346Y"))
                .isNotEqualTo(pseudonyms.of("cro", "2001/0012345X"))
                .isNotEqualTo(under("pseudonyms-1", OTHER_KEY).of("pnc", "2001/0012345X"))
                .isNotEqualTo(under("pseudonyms-2", KEY).of("pnc", "2001/0012345X"));
    }

    @Test
    void an_event_takes_it() {
        assertThat(pseudonyms.of("nhs", "9434765919")).matches(Pseudonyms.FORM);
    }

    @Test
    void a_short_key_is_refused() {
        assertThatThrownBy(() -> under("pseudonyms-1", key("00112233"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void it_does_not_show_its_key() {
        assertThat(pseudonyms).hasToString("pseudonyms under [pseudonyms-1]");
    }

    private static Pseudonyms under(String name, SecretKey key) {
        return new Pseudonyms(KeyRing.of(name, key));
    }

    private static SecretKey key(String hex) {
        return new SecretKeySpec(HexFormat.of().parseHex(hex), "HmacSHA256");
    }
}
