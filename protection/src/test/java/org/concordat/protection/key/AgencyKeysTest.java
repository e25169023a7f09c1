package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.certs.sample.Store;
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
    void several_encryption_keys_are_read_the_newest_first() throws Exception {
        add(
                "agency/encryption.p12",
                Store.ENCRYPTION,
                Clock.systemUTC().instant().plusSeconds(3600));
        AgencyKeys keys = AgencyKeys.read(folder.resolve("agency"), PASSWORD);
        assertThat(keys.encryptions()).hasSize(2);
        assertThat(keys.encryption().certificate().getNotBefore())
                .isAfter(keys.encryptions().get(1).certificate().getNotBefore());
    }

    @Test
    void of_tls_keys_there_is_one() throws Exception {
        add("agency/tls.p12", Store.TLS, Clock.systemUTC().instant());
        assertThatThrownBy(() -> AgencyKeys.read(folder.resolve("agency"), PASSWORD))
                .isInstanceOf(KeysUnreadable.class)
                .hasMessageContaining("tls.p12 does not hold exactly one key");
    }

    @Test
    void the_newest_signing_key_signs_once_its_certificate_begins_and_all_of_them_count() throws Exception {
        Instant begins = Clock.systemUTC().instant().plusSeconds(3600);
        X509Certificate now =
                AgencyKeys.read(folder.resolve("agency"), PASSWORD).signing().certificate();
        add("agency/signing.p12", Store.SIGNING, begins);
        AgencyKeys before = AgencyKeys.read(folder.resolve("agency"), PASSWORD);
        assertThat(before.signing().certificate()).isEqualTo(now);
        AgencyKeys after = AgencyKeys.read(
                folder.resolve("agency"),
                PASSWORD,
                DeviceKeys.NONE,
                Clock.fixed(begins.plusSeconds(1), ZoneOffset.UTC));
        X509Certificate next = after.signing().certificate();
        assertThat(next).isNotEqualTo(now);
        assertThat(before.signers()).containsExactly(next, now).isEqualTo(after.signers());
    }

    @Test
    void a_signing_key_has_the_certificates_of_those_before_it_at_hand() throws Exception {
        Path file = folder.resolve("agency/signing.p12");
        X509Certificate earlier =
                AgencyKeys.read(folder.resolve("agency"), PASSWORD).tls().certificate();
        KeyStore entries = KeyStore.getInstance(file.toFile(), PASSWORD);
        entries.setCertificateEntry("before", earlier);
        try (OutputStream out = Files.newOutputStream(file)) {
            entries.store(out, PASSWORD);
        }
        AgencyKeys keys = AgencyKeys.read(folder.resolve("agency"), PASSWORD);
        assertThat(keys.signers()).containsExactly(keys.signing().certificate(), earlier);
    }

    private void add(String file, Store store, Instant from) throws Exception {
        Issued next = SampleAuthority.open(folder, Clock.systemUTC())
                .issue(
                        new X500Principal("CN=agency,C=GB"),
                        store,
                        KeyType.EC_P256,
                        List.of(),
                        from,
                        from.plusSeconds(3600));
        KeyStore entries = KeyStore.getInstance(folder.resolve(file).toFile(), PASSWORD);
        entries.setKeyEntry("next", next.privateKey(), PASSWORD, new Certificate[] {next.certificate()});
        try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
            entries.store(out, PASSWORD);
        }
    }

    @Test
    void they_do_not_show_themselves() throws Exception {
        assertThat(AgencyKeys.read(folder.resolve("agency"), PASSWORD).toString())
                .isEqualTo("AgencyKeys[tls=TLS key, signings=[signing key], earlier=[], encryptions=[encryption key],"
                        + " realTime=SystemClock[Z]]");
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
