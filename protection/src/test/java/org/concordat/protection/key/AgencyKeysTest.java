package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.concordat.protection.key.sample.KeyType;
import org.concordat.protection.key.sample.Plan;
import org.concordat.protection.key.sample.SampleCertificates;
import org.concordat.protection.key.sample.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgencyKeysTest {
    private static final char[] PASSWORD = TrustPolicy.SAMPLE_PASSWORD.toCharArray();

    @TempDir
    private Path folder;

    @BeforeEach
    void make() throws Exception {
        Plan.Holder agency = new Plan.Holder(
                "agency",
                "An Agency",
                List.of(),
                Map.of(
                        Store.TLS, KeyType.EC_P256,
                        Store.SIGNING, KeyType.EC_P256,
                        Store.ENCRYPTION, KeyType.EC_P384),
                List.of("pseudonyms-1"));
        SampleCertificates.ensure(new Plan("CN=Keys Authority,C=GB", List.of(agency)), folder, Clock.systemUTC());
    }

    @Test
    void an_agencys_three_keys_are_read() throws Exception {
        AgencyKeys keys = AgencyKeys.read(folder.resolve("agency"), PASSWORD);
        assertThat(Use.TLS_CLIENT.fits(keys.tls().certificate())).isTrue();
        assertThat(Use.SIGNING.fits(keys.signing().certificate())).isTrue();
        assertThat(Use.ENCRYPTION.fits(keys.encryption().certificate())).isTrue();
    }

    @Test
    void they_do_not_show_themselves() throws Exception {
        assertThat(AgencyKeys.read(folder.resolve("agency"), PASSWORD).toString())
                .isEqualTo("AgencyKeys[tls=TLS key, signing=signing key, encryption=encryption key]");
    }

    @Test
    void another_password_reads_nothing_and_is_not_repeated() {
        assertThatThrownBy(() -> AgencyKeys.read(folder.resolve("agency"), "another-word".toCharArray()))
                .isInstanceOf(KeysUnreadable.class)
                .hasMessageContaining("tls.p12")
                .message()
                .doesNotContain("another-word");
    }

    @Test
    void a_missing_store_is_named() throws Exception {
        Files.delete(folder.resolve("agency/signing.p12"));
        assertThatThrownBy(() -> AgencyKeys.read(folder.resolve("agency"), PASSWORD))
                .isInstanceOf(KeysUnreadable.class)
                .hasMessageContaining("signing.p12");
    }

    @Test
    void a_thumbprint_is_that_of_rfc_8705() throws Exception {
        String thumbprint = Thumbprint.of(
                AgencyKeys.read(folder.resolve("agency"), PASSWORD).tls().certificate());
        assertThat(thumbprint).matches("[A-Za-z0-9_-]{43}");
    }
}
