package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens when a recipient is out of reach: its sender is told, desk after desk, and nothing is dropped. */
class HeldTest extends AtNorthshire {
    @BeforeEach
    void commit() throws Exception {
        northshire.submit(PROBATION, northshire.request());
        northshire.partner.down = true;
    }

    @Test
    void out_of_reach_for_too_long_is_held_and_the_senders_team_is_told() {
        ticksAt("2026-03-02T17:14:59Z");
        assertThat(held()).isEmpty();
        ticksAt("2026-03-02T17:15:00Z");

        assertThat(northshire.stores.only(CHILDREN).state).isEqualTo(DeliveryState.HELD);
        Notice notice = held().orElseThrow();
        assertThat(notice.to()).isEqualTo(PROBATION);
        assertThat(notice.desk()).isEqualTo(Desk.TEAM);
    }

    @Test
    void what_is_held_is_still_attempted_and_arrives_when_its_recipient_is_back() {
        northshire.pushes().round();
        ticksAt("2026-03-02T17:15:00Z");
        northshire.partner.down = false;
        northshire.pushes().round();

        assertThat(northshire.partner.taken)
                .containsExactly(northshire.stores.only(CHILDREN).parcel.delivery());
        assertThat(northshire.stores.only(CHILDREN).state).isEqualTo(DeliveryState.RECEIVED);
    }

    @Test
    void a_notice_that_nobody_confirms_goes_to_the_deputy_and_then_out_of_hours() {
        ticksAt("2026-03-02T17:15:00Z");
        ticksAt("2026-03-02T18:15:00Z");
        ticksAt("2026-03-02T19:15:00Z");
        ticksAt("2026-03-02T20:15:00Z");

        assertThat(northshire.stores.notices.stream()
                        .filter(HeldTest::isOfChildren)
                        .map(Notice::desk))
                .containsSubsequence(Desk.TEAM, Desk.DEPUTY, Desk.OUT_OF_HOURS)
                .doesNotContain(Desk.SENIOR);
        Notice last = northshire.stores.notices.stream()
                .filter(notice -> isOfChildren(notice) && notice.desk() == Desk.OUT_OF_HOURS)
                .findFirst()
                .orElseThrow();
        assertThat(new String(Base64.getUrlDecoder().decode(last.jws().split("\\.", -1)[1]), StandardCharsets.UTF_8))
                .as("whoever is told last is told what it is about")
                .contains(" has not received your disclosure for too long");
    }

    @Test
    void a_confirmed_notice_waits_no_more_and_nobody_further_is_told() throws Exception {
        ticksAt("2026-03-02T17:15:00Z");
        for (Notice notice : northshire.stores.notices) {
            northshire.flow.doors().receive(northshire.caller(notice.to()), notice.id(), receipt(notice));
        }
        int told = northshire.stores.notices.size();
        ticksAt("2026-03-03T18:15:00Z");

        Notice first = northshire.stores.notices.get(0);
        assertThat(northshire.flow.doors().notice(northshire.caller(first.to()), first.id()))
                .as("so that whoever confirms it again can")
                .contains(first);
        assertThat(northshire.flow.doors().notice(northshire.caller(CHILDREN), first.id()))
                .isEmpty();
        northshire.flow.doors().receive(northshire.caller(first.to()), first.id(), receipt(first));
        assertThat(northshire.stores.notices).hasSize(told);
        assertThat(northshire.flow.doors().list(northshire.caller(PROBATION)).notices())
                .isEmpty();
    }

    @Test
    void its_sender_takes_it_back_and_the_ledger_names_who_decided() throws Exception {
        ticksAt("2026-03-02T17:15:00Z");
        UUID delivery = northshire.stores.only(CHILDREN).parcel.delivery();
        northshire.flow.doors().takeBack(northshire.caller(PROBATION), delivery, "NPS-4471");
        northshire.partner.down = false;
        northshire.pushes().round();

        assertThat(northshire.partner.taken).isEmpty();
        assertThat(new String(
                        northshire
                                .stores
                                .entries
                                .get(northshire.stores.entries.size() - 1)
                                .toByteArray(),
                        StandardCharsets.UTF_8))
                .contains("\"code\":\"held.taken-back\"", "NPS-4471");
    }

    @Test
    void attempts_are_suspended_after_four_that_failed_and_made_again_after_a_rest() {
        var pushes = northshire.pushes();
        String[] moments = {
            "2026-03-02T10:00:00Z", "2026-03-02T10:30:00Z", "2026-03-02T11:00:00Z", "2026-03-02T11:30:00Z"
        };
        for (String moment : moments) {
            northshire.clock.moveTo(moment);
            pushes.round();
        }
        assertThat(northshire.counts.told).contains("suspended northshire-children");
        northshire.partner.down = false;
        northshire.clock.moveTo("2026-03-02T12:00:00Z");
        pushes.round();
        assertThat(northshire.partner.taken).hasSize(1);
    }

    private void ticksAt(String moment) {
        northshire.clock.moveTo(moment);
        northshire.tick();
    }

    private Optional<Notice> held() {
        return northshire.stores.notices.stream()
                .filter(notice -> notice.about() == Notice.About.HELD)
                .findFirst();
    }

    private static boolean isOfChildren(Notice notice) {
        return notice.about() == Notice.About.HELD;
    }

    private static String receipt(Notice notice) {
        return new StatementSigner(notice.to(), Keys.of(notice.to().value()).signing())
                .sign(new Statement.Received(
                        UUID.fromString("00000000-0000-4000-8000-000000000001"),
                        notice.to(),
                        notice.at(),
                        notice.id(),
                        Digest.of(notice.jws().getBytes(StandardCharsets.US_ASCII)),
                        Optional.empty()))
                .jws();
    }
}
