package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.protection.receipt.AgencyStatement.Consented.Capacity;
import org.concordat.protection.receipt.AgencyStatement.Consented.GivenBy;
import org.concordat.protection.receipt.AgencyStatement.Held;
import org.concordat.routes.consent.Consents.Left;
import org.concordat.routes.consent.RecordDoor;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

/** What agencies put on record of consents and holdings: signed, their own, forward only. */
class RecordTest extends AtRecordDoor {
    @Test
    void a_consent_is_recorded_with_its_evidence_and_no_name() throws Exception {
        RecordDoor.OnRecord recorded = record(PROBATION, consent(1, State.GIVEN));

        assertThat(recorded.state()).isEqualTo("given");
        assertThat(northshire.stores.consents.rows.get(ID).consent().subjects())
                .noneMatch(subject -> subject.contains(CRN));
        assertThat(lastEntry())
                .contains("\"verb\":\"COLLECTED\"", "consent.given", "consent/" + ID, "NPS-1")
                .doesNotContain(CRN);
    }

    @Test
    void repeating_is_harmless_and_versions_only_go_forward() throws Exception {
        Consented first = consent(1, State.GIVEN);
        String jws = signed(PROBATION, first);
        door.consent(northshire.caller(PROBATION), ID, jws);
        int entries = northshire.stores.entries.size();

        assertThat(door.consent(northshire.caller(PROBATION), ID, jws).version())
                .contains(1);
        assertThat(northshire.stores.entries).hasSize(entries);
        assertThat(refused(() -> record(PROBATION, consent(1, State.REFUSED)))).isEqualTo("consent.version-passed");
        assertThat(record(PROBATION, consent(2, State.WITHDRAWN)).state()).isEqualTo("withdrawn");
        assertThat(lastEntry()).contains("\"verb\":\"ALTERED\"", "consent.withdrawn");
        assertThat(refused(() -> door.consent(northshire.caller(PROBATION), ID, jws)))
                .isEqualTo("consent.version-passed");
    }

    @Test
    void another_agencys_consent_is_not_there() throws Exception {
        record(PROBATION, consent(1, State.GIVEN));

        assertThat(refused(() -> record(POLICE, consentOf(POLICE, 2, State.WITHDRAWN))))
                .isEqualTo("consent.not-there");
        assertThat(refused(() -> door.consent(northshire.caller(POLICE), ID))).isEqualTo("consent.not-there");
        assertThat(refused(() -> door.consent(
                        northshire.caller(PROBATION), UUID.fromString("0197f0e0-0000-4000-8000-0000000000ff"))))
                .isEqualTo("consent.not-there");
    }

    @Test
    void what_another_agency_signed_is_nobodys_word() {
        String jws = signed(POLICE, consentOf(POLICE, 1, State.GIVEN));
        assertThat(refused(() -> door.consent(northshire.caller(PROBATION), ID, jws)))
                .isEqualTo("consent.statement-not-valid");
    }

    @Test
    void what_says_that_it_was_signed_at_a_time_to_come_is_nobodys_word() throws Exception {
        String jws = signed(PROBATION, consent(1, State.GIVEN));
        northshire.clock.moveTo("2026-03-02T08:54:59Z");
        assertThat(refused(() -> door.consent(northshire.caller(PROBATION), ID, jws)))
                .isEqualTo("consent.statement-not-valid");
        northshire.clock.moveTo("2026-03-02T08:55:00Z");
        assertThat(door.consent(northshire.caller(PROBATION), ID, jws).version())
                .contains(1);
    }

    @Test
    void consent_is_given_by_somebody_who_can() {
        assertThat(refused(() -> record(PROBATION, consent(1, State.GIVEN, GivenBy.NOBODY, Capacity.HAS_CAPACITY))))
                .isEqualTo("consent.given-by-nobody");
        assertThat(refused(() -> record(PROBATION, consent(1, State.GIVEN, GivenBy.SELF, Capacity.LACKS_CAPACITY))))
                .isEqualTo("consent.given-by-nobody");
    }

    @Test
    void the_statement_is_about_the_consent_that_is_named() {
        UUID other = UUID.fromString("0197f0e0-0000-4000-8000-0000000000ff");
        assertThat(refused(() ->
                        door.consent(northshire.caller(PROBATION), other, signed(PROBATION, consent(1, State.GIVEN)))))
                .isEqualTo("consent.id-differs");
    }

    @Test
    void consent_expires_of_itself() throws Exception {
        record(PROBATION, consent(1, State.GIVEN));
        northshire.clock.moveTo("2027-01-01T00:00:00Z");
        assertThat(door.consent(northshire.caller(PROBATION), ID).state()).isEqualTo("expired");
    }

    @Test
    void a_withdrawal_recalls_what_has_left() throws Exception {
        record(PROBATION, consent(1, State.GIVEN));
        UUID delivery = UUID.fromString("0197f0e0-0000-4000-8000-0000000000dd");
        northshire.stores.consents.left.add(new Left(
                delivery, PROBATION, new TeamId("team"), ID, CHILDREN, new TeamId("hub"), DeliveryState.DELIVERED));

        record(PROBATION, consent(2, State.WITHDRAWN));

        assertThat(northshire.stores.notices)
                .extracting(Notice::to, Notice::desk, Notice::about)
                .containsExactly(
                        tuple(CHILDREN, Desk.TEAM, Notice.About.RECALLED),
                        tuple(PROBATION, Desk.TEAM, Notice.About.RECALL_BEGUN),
                        tuple(PROBATION, Desk.DATA_PROTECTION, Notice.About.RECALL_BEGUN));
    }

    @Test
    void a_recall_that_nobody_confirms_goes_to_the_recipients_named_senior() throws Exception {
        record(PROBATION, consent(1, State.GIVEN));
        northshire.stores.consents.left.add(
                new Left(ID, PROBATION, new TeamId("team"), ID, CHILDREN, new TeamId("hub"), DeliveryState.DELIVERED));
        record(PROBATION, consent(2, State.WITHDRAWN));
        Notice recalled = northshire.stores.notices.get(0);
        assertThat(recalled.until()).contains(northshire.clock.instant().plus(Duration.ofHours(1)));
        northshire.stores.notices.removeIf(notice -> !notice.equals(recalled));

        northshire.clock.moveTo("2026-03-02T10:15:00Z");
        northshire.tick();
        northshire.tick();

        assertThat(northshire.stores.notices)
                .extracting(Notice::to, Notice::desk, Notice::about)
                .containsExactly(
                        tuple(CHILDREN, Desk.TEAM, Notice.About.RECALLED),
                        tuple(CHILDREN, Desk.SENIOR, Notice.About.RECALLED));
    }

    @Test
    void an_agency_has_its_own_clock_for_recalls() throws Exception {
        northshire.register(CHILDREN, "rest", Keys.of(CHILDREN.value()), Optional.of(Duration.ofHours(4)));
        record(PROBATION, consent(1, State.GIVEN));
        northshire.stores.consents.left.add(
                new Left(ID, PROBATION, new TeamId("team"), ID, CHILDREN, new TeamId("hub"), DeliveryState.DELIVERED));
        record(PROBATION, consent(2, State.WITHDRAWN));
        assertThat(northshire.stores.notices.get(0).until())
                .contains(northshire.clock.instant().plus(Duration.ofHours(4)));
    }

    @Test
    void an_agency_speaks_for_its_own_teams() {
        assertThat(refused(() -> hold(signed(PROBATION, held(1, "of-nobody", Optional.empty())))))
                .isEqualTo("holding.team-unknown");
    }

    @Test
    void a_late_repeat_of_an_older_holding_takes_back_no_newer_one() throws Exception {
        String first = signed(PROBATION, held(1, "team", Optional.empty()));
        hold(first);
        String ended = signed(PROBATION, held(2, "team", Optional.of(Instant.parse("2026-03-02T09:00:00Z"))));
        assertThat(hold(ended).version()).contains(2);
        int entries = northshire.stores.entries.size();

        assertThat(hold(ended).until()).contains(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(northshire.stores.entries).hasSize(entries);
        assertThat(refused(() -> hold(first))).isEqualTo("holding.version-passed");
        assertThat(refused(() -> hold(signed(PROBATION, held(2, "team", Optional.empty())))))
                .isEqualTo("holding.version-passed");
    }

    @Test
    void another_agencys_holding_is_not_there() throws Exception {
        hold(signed(PROBATION, held(1, "team", Optional.empty())));
        Held theirs = held(POLICE, 2, "team", Optional.empty());
        assertThat(refused(() -> door.holding(northshire.caller(POLICE), ID, signed(POLICE, theirs))))
                .isEqualTo("holding.not-there");
    }

    private RecordDoor.OnRecord hold(String jws) throws HopRefused {
        return door.holding(northshire.caller(PROBATION), ID, jws);
    }

    private static Held held(int version, String team, Optional<Instant> until) {
        return held(PROBATION, version, team, until);
    }

    private static Held held(AgencyId agency, int version, String team, Optional<Instant> until) {
        return new Held(
                ID,
                agency,
                Instant.EPOCH,
                ID,
                version,
                new TeamId(team),
                Holding.Interest.PERSONAL,
                List.of(new Subject.Identifier("crn", CRN)),
                Instant.EPOCH,
                until,
                "NPS-1",
                SENIOR);
    }

    private RecordDoor.OnRecord record(AgencyId agency, Consented consented) throws HopRefused {
        return door.consent(northshire.caller(agency), ID, signed(agency, consented));
    }

    private static Consented consent(int version, State state) {
        return consentOf(PROBATION, version, state);
    }

    private static Consented consent(int version, State state, GivenBy givenBy, Capacity capacity) {
        return consentOf(PROBATION, version, state, givenBy, capacity);
    }

    private static Consented consentOf(AgencyId agency, int version, State state) {
        return consentOf(agency, version, state, GivenBy.SELF, Capacity.HAS_CAPACITY);
    }

    private static Consented consentOf(AgencyId agency, int version, State state, GivenBy givenBy, Capacity capacity) {
        return new Consented(
                ID,
                agency,
                Instant.parse("2026-03-02T09:00:00Z"),
                ID,
                version,
                state,
                List.of(new Subject.Identifier("crn", CRN)),
                givenBy,
                capacity,
                List.of(new Purpose("resettlement")),
                List.of(Category.IDENTITY),
                List.of(CHILDREN),
                Consented.Channel.VERBAL,
                Optional.of(Instant.parse("2027-01-01T00:00:00Z")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "NPS-1",
                PRACTITIONER);
    }
}
