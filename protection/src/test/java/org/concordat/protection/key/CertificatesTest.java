package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {
    private static final String NAME = "CN=An Authority,C=GB";
    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final TrustPolicy SANDBOX = () -> true;

    @TempDir
    private Path folder;

    private SampleAuthority authority;
    private Path list;
    private X509Certificate agency;
    private Certificates certificates;

    @BeforeEach
    void begin() throws Exception {
        authority = SampleAuthority.create(folder, NAME, CLOCK);
        list = folder.resolve("authority.crl");
        agency = signing(NOW.minusSeconds(60), NOW.plus(Duration.ofDays(90))).certificate();
        certificates = at(NOW);
    }

    @Test
    void a_certificate_of_the_authority_is_valid() {
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.VALID);
        assertThat(certificates.check(List.of(agency, authority.certificate()), Use.SIGNING))
                .isEqualTo(Verdict.VALID);
    }

    @Test
    void it_is_valid_when_asked_again() {
        certificates.check(agency, Use.SIGNING);
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.VALID);
    }

    @Test
    void an_expired_certificate_is_expired() throws Exception {
        X509Certificate expired =
                signing(NOW.minusSeconds(7200), NOW.minusSeconds(60)).certificate();
        assertThat(certificates.check(expired, Use.SIGNING)).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void a_certificate_of_tomorrow_is_not_yet_valid() throws Exception {
        X509Certificate early = signing(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(2)))
                .certificate();
        assertThat(certificates.check(early, Use.SIGNING)).isEqualTo(Verdict.NOT_YET_VALID);
    }

    @Test
    void what_was_valid_does_not_outlive_its_end() throws Exception {
        MovableClock clock = new MovableClock(NOW);
        Certificates asked = new Certificates(List.of(new Authority(authority.certificate(), list)), SANDBOX, clock);
        assertThat(asked.check(agency, Use.SIGNING)).isEqualTo(Verdict.VALID);
        clock.now = NOW.plus(Duration.ofDays(91));
        assertThat(asked.check(agency, Use.SIGNING)).isEqualTo(Verdict.EXPIRED);
    }

    @Test
    void a_revoked_certificate_is_revoked_as_soon_as_the_list_says_so() throws Exception {
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.VALID);
        authority.revoke(agency);
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void a_revocation_dated_a_little_ahead_counts_at_once() throws Exception {
        Clock ahead = Clock.fixed(NOW.plus(Duration.ofMinutes(10)), ZoneOffset.UTC);
        SampleAuthority.open(folder, ahead).revoke(agency);
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void without_a_list_the_status_is_unknown_and_that_is_no_yes() throws Exception {
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.VALID);
        Files.delete(list);
        Verdict verdict = certificates.check(agency, Use.SIGNING);
        assertThat(verdict).isEqualTo(Verdict.STATUS_UNKNOWN);
        assertThat(verdict.passes()).isFalse();
        assertThat(verdict.retry()).isTrue();
    }

    @Test
    void with_a_stale_list_the_status_is_unknown() throws Exception {
        Clock longAgo = Clock.fixed(NOW.minus(Duration.ofDays(400)), ZoneOffset.UTC);
        SampleAuthority.open(folder, longAgo).renewList();
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.STATUS_UNKNOWN);
    }

    @Test
    void with_another_authoritys_list_the_status_is_unknown() throws Exception {
        SampleAuthority.create(folder.resolve("imposter"), NAME, CLOCK);
        Files.copy(folder.resolve("imposter/authority.crl"), list, StandardCopyOption.REPLACE_EXISTING);
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.STATUS_UNKNOWN);
    }

    @Test
    void with_a_broken_list_the_status_is_unknown() throws Exception {
        Files.writeString(list, "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n");
        assertThat(certificates.check(agency, Use.SIGNING)).isEqualTo(Verdict.STATUS_UNKNOWN);
    }

    @Test
    void an_authority_of_the_same_name_is_not_the_authority() throws Exception {
        SampleAuthority imposter = SampleAuthority.create(folder.resolve("imposter"), NAME, CLOCK);
        X509Certificate forged = issue(imposter, Store.SIGNING, NOW.minusSeconds(60), NOW.plusSeconds(3600))
                .certificate();
        assertThat(certificates.check(forged, Use.SIGNING)).isEqualTo(Verdict.UNTRUSTED);
        assertThat(certificates.check(List.of(forged, imposter.certificate()), Use.SIGNING))
                .isEqualTo(Verdict.UNTRUSTED);
    }

    @Test
    void an_agency_is_no_authority() throws Exception {
        Issued end = signing(NOW.minusSeconds(60), NOW.plusSeconds(3600));
        assertThat(certificates.check(List.of(agency, end.certificate()), Use.SIGNING))
                .isEqualTo(Verdict.UNTRUSTED);
    }

    @Test
    void a_certificate_counts_for_its_own_use_only() throws Exception {
        X509Certificate tls = issue(authority, Store.TLS, NOW.minusSeconds(60), NOW.plusSeconds(3600))
                .certificate();
        assertThat(certificates.check(tls, Use.TLS_CLIENT)).isEqualTo(Verdict.VALID);
        assertThat(certificates.check(tls, Use.TLS_SERVER)).isEqualTo(Verdict.WRONG_USE);
        assertThat(certificates.check(tls, Use.SIGNING)).isEqualTo(Verdict.WRONG_USE);
        assertThat(certificates.check(agency, Use.TLS_CLIENT)).isEqualTo(Verdict.WRONG_USE);
        assertThat(certificates.check(agency, Use.ENCRYPTION)).isEqualTo(Verdict.WRONG_USE);
        assertThat(certificates.check(authority.certificate(), Use.SIGNING)).isNotEqualTo(Verdict.VALID);
    }

    @Test
    void production_refuses_a_sample() {
        Certificates production = new Certificates(
                List.of(new Authority(authority.certificate(), list)), TrustPolicy.production(), CLOCK);
        assertThat(production.check(agency, Use.SIGNING)).isEqualTo(Verdict.SAMPLE_OUTSIDE_SANDBOX);
    }

    @Test
    void production_refuses_what_a_sample_authority_issued_unmarked() throws Exception {
        UnmarkedAuthority marked = new UnmarkedAuthority(folder, NOW, true);
        Certificates production = new Certificates(List.of(marked.authority()), TrustPolicy.production(), CLOCK);
        assertThat(production.check(marked.signing(), Use.SIGNING)).isEqualTo(Verdict.SAMPLE_OUTSIDE_SANDBOX);
    }

    @Test
    void production_accepts_what_is_no_sample() throws Exception {
        UnmarkedAuthority unmarked = new UnmarkedAuthority(folder, NOW, false);
        Certificates production = new Certificates(List.of(unmarked.authority()), TrustPolicy.production(), CLOCK);
        assertThat(production.check(unmarked.signing(), Use.SIGNING)).isEqualTo(Verdict.VALID);
    }

    @Test
    void no_chain_and_a_long_chain_are_untrusted() {
        assertThat(certificates.check(List.of(), Use.SIGNING)).isEqualTo(Verdict.UNTRUSTED);
        assertThat(certificates.check(List.of(agency, agency, agency, agency, agency, agency), Use.SIGNING))
                .isEqualTo(Verdict.UNTRUSTED);
    }

    @Test
    void the_end_of_a_certificate_is_warned_of_60_30_and_7_days_before() throws Exception {
        for (Map.Entry<Duration, Optional<Integer>> warned : Map.of(
                        Duration.ofDays(61), Optional.<Integer>empty(),
                        Duration.ofDays(60), Optional.of(60),
                        Duration.ofDays(30), Optional.of(30),
                        Duration.ofDays(7), Optional.of(7),
                        Duration.ofSeconds(-1), Optional.of(0))
                .entrySet()) {
            CertificateExpiry expiry = expiry(warned.getKey());
            assertThat(expiry.withinDays(NOW)).as("%s before", warned.getKey()).isEqualTo(warned.getValue());
            assertThat(expiry.daysLeft(NOW))
                    .isEqualTo(Math.floorDiv(warned.getKey().toSeconds(), 86_400L));
        }
    }

    @Test
    void while_old_and_new_are_listed_the_new_one_counts() throws Exception {
        CertificateExpiry expiry = expiry(Duration.ofDays(3), Duration.ofDays(300), Duration.ofDays(20));
        assertThat(expiry.withinDays(NOW)).isEmpty();
        assertThat(expiry.daysLeft(NOW)).isEqualTo(300);
        assertThat(CertificateExpiry.of(new AgencyId("agency"), Use.SIGNING, List.of()))
                .isEmpty();
    }

    private CertificateExpiry expiry(Duration... left) throws Exception {
        List<X509Certificate> all = new ArrayList<>();
        for (Duration each : left) {
            all.add(signing(NOW.minus(Duration.ofDays(1)), NOW.plus(each)).certificate());
        }
        return CertificateExpiry.of(new AgencyId("agency"), Use.SIGNING, all).orElseThrow();
    }

    private Certificates at(Instant now) {
        return new Certificates(
                List.of(new Authority(authority.certificate(), list)), SANDBOX, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Issued signing(Instant from, Instant until) throws Exception {
        return issue(authority, Store.SIGNING, from, until);
    }

    private static Issued issue(SampleAuthority by, Store store, Instant from, Instant until) throws Exception {
        return by.issue(new X500Principal("CN=agency,C=GB"), store, KeyType.EC_P256, List.of(), from, until);
    }

    private static final class MovableClock extends Clock {
        private Instant now;

        MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
