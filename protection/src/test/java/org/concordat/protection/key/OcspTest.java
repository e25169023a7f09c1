package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an authority's responder says counts besides its list: "revoked" and "unknown" are two. */
class OcspTest {
    private static final Duration GRACE = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-02T12:00:00Z"));
    private SampleAuthority authority;
    private PrivateKey authorityKey;
    private X509Certificate agency;
    private Responder responder;
    private Certificates certificates;

    @BeforeEach
    void begin() throws Exception {
        authority = SampleAuthority.create(folder, "CN=An Authority,C=GB", clock);
        authorityKey = key(folder);
        agency = issue(authority);
        responder = Responder.start(authorityKey, authority.certificate(), KeyPurposeId.id_kp_OCSPSigning, clock);
        certificates = asking(responder);
    }

    @AfterEach
    void end() {
        responder.close();
    }

    @Test
    void good_is_valid_and_asked_once_until_it_is_half_over() {
        for (int i = 0; i < 3; i++) {
            assertThat(verdict()).isEqualTo(Verdict.VALID);
        }
        assertThat(responder.asked).hasValue(1);
        clock.now = clock.now.plus(Responder.VALIDITY.dividedBy(2)).plusSeconds(1);
        assertThat(verdict())
                .as("while it is asked anew, the last answer counts")
                .isEqualTo(Verdict.VALID);
        eventually(() -> responder.asked.get() == 2);
    }

    @Test
    void revoked_is_revoked_although_the_list_does_not_say_so() {
        responder.revoke(agency);
        assertThat(verdict()).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void a_revocation_is_learned_from_the_next_answer_and_no_older_one_takes_it_back() {
        assertThat(verdict()).isEqualTo(Verdict.VALID);
        responder.revoke(agency);
        clock.now = clock.now.plus(Duration.ofHours(5));
        eventually(() -> verdict() == Verdict.REVOKED);

        responder.statuses.clear();
        int before = responder.asked.get();
        clock.now = clock.now.plus(Duration.ofHours(5));
        responder.behind = Duration.ofHours(6);
        eventually(() -> {
            verdict();
            return responder.asked.get() > before;
        });
        assertThat(verdict()).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void what_the_responder_does_not_know_is_unknown() {
        responder.doesNotKnow(agency);
        assertThat(verdict()).isEqualTo(Verdict.STATUS_UNKNOWN);
        assertThat(verdict().retry()).isTrue();
    }

    @Test
    void where_nobody_ever_answered_it_is_unknown() {
        responder.down = true;
        assertThat(verdict()).isEqualTo(Verdict.STATUS_UNKNOWN);
    }

    @Test
    void an_answer_counts_until_its_end_and_a_bounded_grace() {
        assertThat(verdict()).isEqualTo(Verdict.VALID);
        responder.down = true;
        clock.now = clock.now.plus(Responder.VALIDITY).plus(GRACE);
        assertThat(verdict()).isEqualTo(Verdict.VALID);
        clock.now = clock.now.plusSeconds(1);
        assertThat(verdict()).isEqualTo(Verdict.STATUS_UNKNOWN);
        responder.down = false;
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        eventually(() -> verdict() == Verdict.VALID);
    }

    @Test
    void an_answer_of_yesterday_is_none() {
        responder.behind = Duration.ofDays(1);
        assertThat(verdict()).isEqualTo(Verdict.STATUS_UNKNOWN);
    }

    @Test
    void who_is_no_responder_of_the_authoritys_is_not_believed() throws Exception {
        SampleAuthority other = SampleAuthority.create(folder.resolve("other"), "CN=An Authority,C=GB", clock);
        try (Responder ofAnother = Responder.start(
                        key(folder.resolve("other")), other.certificate(), KeyPurposeId.id_kp_OCSPSigning, clock);
                Responder ofAnotherUse =
                        Responder.start(authorityKey, authority.certificate(), KeyPurposeId.id_kp_clientAuth, clock)) {
            for (Responder stranger : List.of(ofAnother, ofAnotherUse)) {
                assertThat(asking(stranger).check(agency, Use.SIGNING)).isEqualTo(Verdict.STATUS_UNKNOWN);
                assertThat(stranger.asked).hasValue(1);
            }
        }
    }

    @Test
    void the_list_is_needed_all_the_same() throws Exception {
        Files.delete(folder.resolve("authority.crl"));
        assertThat(verdict()).isEqualTo(Verdict.STATUS_UNKNOWN);
        assertThat(responder.asked).hasValue(0);
    }

    private static void eventually(BooleanSupplier holds) {
        try {
            for (int look = 0; look < 500 && !holds.getAsBoolean(); look++) {
                assertThat(new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS))
                        .isFalse();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    private Verdict verdict() {
        return certificates.check(agency, Use.SIGNING);
    }

    private Certificates asking(Responder one) {
        OcspResponder asked = new OcspResponder(one.address(), GRACE, clock);
        return new Certificates(
                List.of(new Authority(authority.certificate(), folder.resolve("authority.crl"), Optional.of(asked))),
                () -> true,
                clock);
    }

    private X509Certificate issue(SampleAuthority by) throws Exception {
        return by.issue(
                        new X500Principal("CN=agency,C=GB"),
                        Store.SIGNING,
                        KeyType.EC_P256,
                        List.of(),
                        clock.now.minusSeconds(60),
                        clock.now.plus(Duration.ofDays(90)))
                .certificate();
    }

    private static PrivateKey key(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("authority.p12"))) {
            store.load(in, TrustPolicy.SAMPLE_PASSWORD.toCharArray());
        }
        return (PrivateKey) store.getKey("authority", TrustPolicy.SAMPLE_PASSWORD.toCharArray());
    }

    private static final class MovableClock extends Clock {
        private volatile Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
