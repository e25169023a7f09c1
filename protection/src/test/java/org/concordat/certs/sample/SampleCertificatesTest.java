package org.concordat.certs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.concordat.protection.key.KeyRing;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.key.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sample authority makes, as protection reads and judges it. */
class SampleCertificatesTest {
    private static final Path COMMITTED = Path.of("../certs-sample/plan.yaml");

    private static final Plan SMALL = new Plan(
            "CN=Small Authority,O=Test,C=GB",
            List.of(
                    new Plan.Holder(
                            "agency",
                            "An Agency",
                            List.of(),
                            Map.of(
                                    Store.TLS, KeyType.EC_P256,
                                    Store.SIGNING, KeyType.EC_P384,
                                    Store.ENCRYPTION, KeyType.EC_P256),
                            List.of("pseudonyms-1")),
                    new Plan.Holder(
                            "server",
                            "A Server",
                            List.of("localhost"),
                            Map.of(Store.TLS, KeyType.EC_P256),
                            List.of())));

    @TempDir
    private Path folder;

    private final Clock clock = Clock.systemUTC();

    @Test
    void the_committed_plan_is_carried_out_whole() throws Exception {
        Plan plan = Plan.read(COMMITTED);
        SampleAuthority authority = SampleCertificates.ensure(plan, folder, clock);
        for (Plan.Holder holder : plan.holders()) {
            for (Store store : holder.keys().keySet()) {
                X509Certificate certificate = read(holder.name(), store);
                certificate.verify(authority.certificate().getPublicKey());
                assertThat(certificate.getSubjectX500Principal()).isEqualTo(holder.subject(store));
            }
        }
        assertThat(read("northshire-police", Store.TLS)
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=northshire-police,OU=tls,O=Northshire Police,C=GB");
        X509Certificate rsa = read("northshire-children", Store.ENCRYPTION);
        assertThat(rsa.getPublicKey().getAlgorithm()).isEqualTo("RSA");
        assertThat(uses(rsa)).containsExactly(Use.ENCRYPTION);
    }

    @Test
    void every_certificate_says_that_it_is_a_sample() throws Exception {
        SampleAuthority authority = SampleCertificates.ensure(SMALL, folder, clock);
        assertThat(TrustPolicy.isSample(authority.certificate())).isTrue();
        assertThat(TrustPolicy.isSample(read("agency", Store.SIGNING))).isTrue();
    }

    /** The two modules know nothing of each other: what the one writes, the other has to refuse. */
    @Test
    void production_knows_the_samples_marks() {
        assertThat(SampleAuthority.POLICY).isEqualTo(TrustPolicy.SAMPLE_POLICY);
        assertThat(SampleAuthority.PASSWORD).isEqualTo(TrustPolicy.SAMPLE_PASSWORD);
    }

    @Test
    void each_certificate_fits_its_own_use_and_no_other() throws Exception {
        SampleCertificates.ensure(SMALL, folder, clock);
        assertThat(uses(read("agency", Store.TLS))).containsExactly(Use.TLS_CLIENT);
        assertThat(uses(read("server", Store.TLS))).containsExactly(Use.TLS_CLIENT, Use.TLS_SERVER);
        assertThat(uses(read("agency", Store.SIGNING))).containsExactly(Use.SIGNING);
        assertThat(uses(read("agency", Store.ENCRYPTION))).containsExactly(Use.ENCRYPTION);
    }

    @Test
    void the_authority_can_make_no_other_authority() throws Exception {
        assertThat(SampleCertificates.ensure(SMALL, folder, clock).certificate().getBasicConstraints())
                .isZero();
    }

    @Test
    void a_second_time_nothing_is_made_anew() throws Exception {
        SampleCertificates.ensure(SMALL, folder, clock);
        Map<String, byte[]> before = contents();
        SampleCertificates.ensure(SMALL, folder, clock);
        assertThat(contents()).containsExactlyEntriesOf(before);
    }

    @Test
    void what_is_missing_is_made_and_the_rest_left() throws Exception {
        SampleCertificates.ensure(SMALL, folder, clock);
        X509Certificate signing = read("agency", Store.SIGNING);
        X509Certificate tls = read("agency", Store.TLS);
        Files.delete(folder.resolve("agency/signing.key"));
        SampleCertificates.ensure(SMALL, folder, clock);
        assertThat(read("agency", Store.SIGNING)).isNotEqualTo(signing);
        assertThat(read("agency", Store.TLS)).isEqualTo(tls);
    }

    @Test
    void within_thirty_days_of_expiry_all_is_made_anew() throws Exception {
        SampleCertificates.ensure(SMALL, folder, clock);
        X509Certificate before = read("agency", Store.TLS);
        SampleCertificates.ensure(SMALL, folder, Clock.offset(clock, Duration.ofDays(336)));
        assertThat(read("agency", Store.TLS)).isNotEqualTo(before);
    }

    @Test
    void the_key_stores_open_with_the_sample_password() throws Exception {
        SampleCertificates.ensure(SMALL, folder, clock);
        KeyStore store = KeyStore.getInstance(
                folder.resolve("agency/encryption.p12").toFile(), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        assertThat(store.isKeyEntry("encryption")).isTrue();
        assertThat(store.getCertificateChain("encryption")).hasSize(2);
    }

    @Test
    void secret_keys_are_made_once() throws Exception {
        SampleCertificates.ensure(SMALL, folder, clock);
        Path store = folder.resolve("agency/secrets.p12");
        byte[] before = Files.readAllBytes(store);
        SampleCertificates.ensure(SMALL, folder, clock);
        assertThat(store).hasBinaryContent(before);
        assertThat(KeyRing.read(store, TrustPolicy.SAMPLE_PASSWORD.toCharArray(), "pseudonyms", clock))
                .hasToString("[pseudonyms-1]");
    }

    @Test
    void files_are_their_owners_alone() throws Exception {
        SampleCertificates.ensure(SMALL, folder, clock);
        try (Stream<Path> files = Files.walk(folder.resolve("agency"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void what_was_revoked_stays_revoked() throws Exception {
        SampleAuthority authority = SampleCertificates.ensure(SMALL, folder, clock);
        authority.revoke(read("agency", Store.TLS));
        authority.revoke(read("server", Store.TLS));
        authority.renewList();
        assertThat(authority.list().isRevoked(read("agency", Store.TLS))).isTrue();
        assertThat(authority.list().isRevoked(read("server", Store.TLS))).isTrue();
        assertThat(authority.list().isRevoked(read("agency", Store.SIGNING))).isFalse();
    }

    @Test
    void a_plan_that_cannot_be_read_says_why() throws Exception {
        Path file = Files.writeString(folder.resolve("plan.yaml"), "authority: CN=X\nholders: []\nholder: []\n");
        assertThatThrownBy(() -> Plan.read(file))
                .isInstanceOf(PlanRejected.class)
                .hasMessageContaining("plan.yaml")
                .hasMessageContaining("\"holder\"");
    }

    private static List<Use> uses(X509Certificate certificate) {
        return Stream.of(Use.values()).filter(u -> u.fits(certificate)).toList();
    }

    private X509Certificate read(String holder, Store store) throws Exception {
        try (InputStream in = Files.newInputStream(folder.resolve(holder).resolve(store.fileName() + ".crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private Map<String, byte[]> contents() throws Exception {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }
}
