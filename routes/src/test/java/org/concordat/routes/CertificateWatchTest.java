package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.protection.key.Use;
import org.concordat.routes.delivery.CertificateWatch;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Statements;
import org.concordat.routes.hop.StoreUnavailable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody's certificate ends unannounced, and nobody is told twice. */
class CertificateWatchTest extends AtNorthshire {
    private MovableClock realTime;
    private CertificateWatch watch;
    private Instant end;

    @BeforeEach
    void begin() throws Exception {
        X509Certificate signing = northshire.agencies.get(PROBATION).signing().get(0);
        end = signing.getNotAfter().toInstant();
        northshire.agencies.keySet().removeAll(List.of(POLICE, CHILDREN));
        realTime = new MovableClock(end.minus(Duration.ofDays(100)));
        watch = northshire.flow.certificates(
                () -> CertificateExpiry.of(Statements.GATEWAY, Use.SIGNING, List.of(signing)).stream()
                        .toList(),
                realTime);
    }

    @Test
    void its_team_is_told_60_and_30_days_before_and_its_senior_7_days_before_and_at_the_end() {
        watch.round();
        assertThat(notices()).isEmpty();
        for (int days : new int[] {60, 30, 7}) {
            at(Duration.ofDays(days));
        }
        at(Duration.ofSeconds(-1));
        assertThat(notices())
                .extracting(Notice::to, Notice::desk, Notice::about)
                .containsExactly(
                        tuple(PROBATION, Desk.TEAM, Notice.About.CERTIFICATE_ENDS),
                        tuple(PROBATION, Desk.TEAM, Notice.About.CERTIFICATE_ENDS),
                        tuple(PROBATION, Desk.SENIOR, Notice.About.CERTIFICATE_ENDS),
                        tuple(PROBATION, Desk.SENIOR, Notice.About.CERTIFICATE_ENDS));
    }

    @Test
    void each_node_and_each_start_tells_what_was_not_told_before_only() {
        at(Duration.ofDays(60));
        CertificateWatch another = northshire.flow.certificates(List::of, realTime);
        another.round();
        another.round();
        assertThat(notices()).hasSize(1);
    }

    @Test
    void a_database_that_is_away_is_told_when_it_is_back() {
        northshire.stores.away = true;
        assertThatThrownBy(() -> at(Duration.ofDays(60))).isInstanceOf(StoreUnavailable.class);
        northshire.stores.away = false;
        watch.round();
        assertThat(notices()).hasSize(1);
    }

    @Test
    void the_days_that_are_left_are_measured_for_the_gateway_and_every_agency() {
        at(Duration.ofDays(12).plusSeconds(1));
        assertThat(northshire.counts.told)
                .contains("gateway signing 12", PROBATION + " signing 12", PROBATION + " tls-client 12");
    }

    private void at(Duration before) {
        realTime.moveTo(end.minus(before).toString());
        watch.round();
    }

    private static String says(Notice notice) {
        return new String(Base64.getUrlDecoder().decode(notice.jws().split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    /** Of the signing certificate: those that end at the same time tell of themselves. */
    private List<Notice> notices() {
        return northshire.stores.notices.stream()
                .filter(notice -> says(notice).contains("Your signing certificate"))
                .toList();
    }
}
