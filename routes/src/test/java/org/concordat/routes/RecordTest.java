package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.receipt.AgencyStatement;
import org.concordat.protection.receipt.AgencyStatement.Approved;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.protection.receipt.AgencyStatement.Consented.Capacity;
import org.concordat.protection.receipt.AgencyStatement.Consented.GivenBy;
import org.concordat.protection.receipt.AgencyStatement.Held;
import org.concordat.protection.receipt.AgencyStatement.Proposed;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.routes.consent.Consents.Left;
import org.concordat.routes.consent.RecordDoor;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.ledger.RowInspection;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What agencies put on record: signed, their own, forward only; and by two persons what lifts a refusal. */
class RecordTest {
    private static final UUID ID = UUID.fromString("0197f0e0-0000-4000-8000-000000000001");
    private static final String CRN = "X900001";
    private static final Role PRACTITIONER = new Role("practitioner");
    private static final Role SENIOR = new Role("senior");
    private static final Role MANAGER = new Role("manager");

    private Northshire northshire;
    private RecordDoor door;

    @BeforeEach
    void open() throws Exception {
        northshire = new Northshire();
        door = northshire.flow.doors();
    }

    @AfterEach
    void close() {
        northshire.close();
    }

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
        northshire.register(CHILDREN, "rest", Northshire.keys(CHILDREN.value()), Optional.of(Duration.ofHours(4)));
        record(PROBATION, consent(1, State.GIVEN));
        northshire.stores.consents.left.add(
                new Left(ID, PROBATION, new TeamId("team"), ID, CHILDREN, new TeamId("hub"), DeliveryState.DELIVERED));
        record(PROBATION, consent(2, State.WITHDRAWN));
        assertThat(northshire.stores.notices.get(0).until())
                .contains(northshire.clock.instant().plus(Duration.ofHours(4)));
    }

    @Test
    void an_override_counts_when_a_second_person_approved_it() throws Exception {
        assertThat(propose(proposal("NPS-1", PRACTITIONER, false)).state()).isEqualTo("to-be-approved");
        assertThat(approve("NPS-2", MANAGER).state()).isEqualTo("in-force");
        assertThat(lastEntry()).contains("override.approved", "override/" + ID, "NPS-2");
    }

    @Test
    void what_is_approved_is_what_was_proposed() throws Exception {
        String proposed = signed(PROBATION, proposal("NPS-1", PRACTITIONER, false));
        door.propose(northshire.caller(PROBATION), proposed);
        RecordDoor.Proposal shown =
                door.override(northshire.caller(PROBATION), ID).proposal().orElseThrow();

        assertThat(shown.digest()).isEqualTo(Digest.of(proposed.getBytes(StandardCharsets.US_ASCII)));
        assertThat(shown.actor()).isEqualTo("NPS-1");
        assertThat(shown.emergency()).isFalse();
        assertThat(shown.recipients()).containsExactly(CHILDREN);
        String otherwise = Digest.of(
                signed(PROBATION, proposal("NPS-1", PRACTITIONER, true)).getBytes(StandardCharsets.US_ASCII));
        Approved approved = approval(PROBATION, ID, otherwise, "NPS-2", MANAGER);
        assertThat(refused(() -> door.approve(northshire.caller(PROBATION), ID, signed(PROBATION, approved))))
                .isEqualTo("override.proposal-differs");
    }

    @Test
    void who_looks_at_an_override_learns_until_when_it_may_be_approved_and_by_whom_it_was() throws Exception {
        RecordDoor.OnRecord waiting = propose(proposal("NPS-1", PRACTITIONER, false));
        assertThat(waiting.approveBy()).isEqualTo(waiting.until());
        assertThat(waiting.approvedBy()).isEmpty();

        approve("NPS-2", MANAGER);
        RecordDoor.OnRecord approved = door.override(northshire.caller(PROBATION), ID);
        assertThat(approved.approveBy()).isEmpty();
        assertThat(approved.approvedBy()).contains("NPS-2");
    }

    @Test
    void the_second_person_is_another_who_may_authorise() throws Exception {
        propose(proposal("NPS-1", SENIOR, false));

        for (String same : List.of("nps-1", "NPS1", "nps.1@probation.example", "probation/NPS-1")) {
            assertThat(refused(() -> approve(same, MANAGER))).as(same).isEqualTo("override.same-person");
        }
        assertThat(refused(() -> approve("NPS-2", PRACTITIONER))).isEqualTo("override.role-may-not-approve");
        Approved theirs = approval(POLICE, ID, "a".repeat(64), "NP-2", MANAGER);
        assertThat(refused(() -> door.approve(northshire.caller(POLICE), ID, signed(POLICE, theirs))))
                .isEqualTo("override.not-there");
        assertThat(refused(() -> door.override(northshire.caller(POLICE), ID))).isEqualTo("override.not-there");
        approve("NPS-2", MANAGER);
        assertThat(refused(() -> approve("NPS-3", MANAGER))).isEqualTo("override.approved-already");
    }

    @Test
    void an_emergency_counts_at_once_and_lapses_after_a_day_with_notices() throws Exception {
        RecordDoor.OnRecord recorded = propose(proposal("NPS-1", SENIOR, true));

        assertThat(recorded.state()).isEqualTo("in-force");
        assertThat(recorded.approveBy()).contains(northshire.clock.instant().plus(Duration.ofHours(24)));
        assertThat(northshire.stores.notices)
                .extracting(Notice::about)
                .containsOnly(Notice.About.OVERRIDE_TO_BE_APPROVED);

        northshire.stores.notices.clear();
        northshire.clock.moveTo("2026-03-03T09:15:00Z");
        lookThrough();
        lookThrough();

        assertThat(northshire.stores.notices)
                .extracting(Notice::desk, Notice::about)
                .containsExactly(
                        tuple(Desk.TEAM, Notice.About.OVERRIDE_LAPSED),
                        tuple(Desk.SENIOR, Notice.About.OVERRIDE_LAPSED));
        assertThat(lastEntry()).contains("override.lapsed", "override/" + ID + "/2");
        assertThat(refused(() -> approve("NPS-2", MANAGER))).isEqualTo("override.lapsed");
    }

    @Test
    void of_an_emergency_of_which_the_ledger_alone_still_knows_the_senior_and_data_protection_are_told_at_once() {
        northshire.stores.overrides.lost.put(ID, PROBATION);

        lookThrough();
        lookThrough();

        assertThat(northshire.stores.notices)
                .extracting(Notice::to, Notice::regarding, Notice::desk, Notice::about)
                .containsExactly(
                        tuple(PROBATION, ID, Desk.DATA_PROTECTION, Notice.About.OVERRIDE_LAPSED),
                        tuple(PROBATION, ID, Desk.SENIOR, Notice.About.OVERRIDE_LAPSED));
        assertThat(lastEntry()).contains("override.lapsed", "override/" + ID + "/2");
    }

    @Test
    void a_role_that_none_of_the_agencys_teams_has_is_a_word() throws Exception {
        Role guardian = new Role("guardian");
        assertThat(refused(() -> propose(proposal("NPS-1", guardian, true))))
                .isEqualTo("override.role-may-not-decide-alone");
        propose(proposal("NPS-1", SENIOR, false));
        assertThat(refused(() -> approve("NPS-2", guardian))).isEqualTo("override.role-may-not-approve");
    }

    @Test
    void one_person_does_not_decide_alone_again_before_a_second_one_did() throws Exception {
        propose(proposal("NPS-1", SENIOR, true));
        assertThat(refused(() -> propose(again(2, true)))).isEqualTo("override.unconfirmed-before");
        northshire.clock.moveTo("2026-03-03T09:15:00Z");
        assertThat(refused(() -> propose(again(3, true)))).isEqualTo("override.unconfirmed-before");

        RecordDoor.OnRecord both = propose(again(4, false));
        Approved approved = approval(PROBATION, both.id(), proposal(both), "NPS-2", MANAGER);
        door.approve(northshire.caller(PROBATION), both.id(), signed(PROBATION, approved));

        assertThat(propose(again(5, true)).state()).isEqualTo("in-force");
    }

    @Test
    void an_emergency_that_was_approved_in_time_lapses_no_more() throws Exception {
        String jws = signed(PROBATION, proposal("NPS-1", SENIOR, true));
        door.propose(northshire.caller(PROBATION), jws);
        northshire.clock.moveTo("2026-03-03T09:14:59Z");
        assertThat(approve("NPS-2", MANAGER).approveBy()).isEmpty();
        assertThat(northshire.stores.notices)
                .as("what asked for a second person")
                .isEmpty();
        northshire.clock.moveTo("2026-03-04T09:15:00Z");
        lookThrough();

        assertThat(northshire.stores.notices).isEmpty();
        assertThat(door.propose(northshire.caller(PROBATION), jws).state()).isEqualTo("in-force");
    }

    @Test
    void who_may_not_propose_or_decide_alone_is_refused() {
        assertThat(refused(() -> propose(proposal("NPS-1", PRACTITIONER, true))))
                .isEqualTo("override.role-may-not-decide-alone");
        assertThat(refused(() -> propose(proposal("NPS-1", MANAGER, false))))
                .isEqualTo("override.role-may-not-propose");
        assertThat(refused(() -> propose(proposal("NPS-1", SENIOR, false, "convenience", "2026-03-09T00:00:00Z"))))
                .isEqualTo("override.reason-unknown");
        assertThat(refused(
                        () -> propose(proposal("NPS-1", SENIOR, false, "imminent-violence", "2027-03-09T00:00:00Z"))))
                .isEqualTo("override.until-unfit");
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

    private String lastEntry() {
        return new String(
                northshire
                        .stores
                        .entries
                        .get(northshire.stores.entries.size() - 1)
                        .toByteArray(),
                StandardCharsets.UTF_8);
    }

    private static String refused(ThrowingCallable call) {
        HopRefused refused = catchThrowableOfType(HopRefused.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.sentence()).endsWith(".").doesNotContain(CRN);
        return refused.code();
    }

    private RecordDoor.OnRecord record(AgencyId agency, Consented consented) throws HopRefused {
        return door.consent(northshire.caller(agency), ID, signed(agency, consented));
    }

    private RecordDoor.OnRecord propose(Proposed proposed) throws HopRefused {
        return door.propose(northshire.caller(PROBATION), signed(PROBATION, proposed));
    }

    private RecordDoor.OnRecord approve(String actor, Role role) throws HopRefused {
        String proposal = proposal(door.override(northshire.caller(PROBATION), ID));
        Approved approved = approval(PROBATION, ID, proposal, actor, role);
        return door.approve(northshire.caller(PROBATION), ID, signed(PROBATION, approved));
    }

    /** All of them, and then from the start. */
    private void lookThrough() {
        RowInspection inspection = new RowInspection(northshire.flow.overriding()::inspect);
        for (int i = 0; i < 3; i++) {
            inspection.round();
        }
    }

    private static String signed(AgencyId agency, AgencyStatement statement) {
        return new StatementSigner(agency, Northshire.keys(agency.value()).signing())
                .sign(statement)
                .jws();
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

    /** The same under another id. */
    private static Proposed again(int number, boolean emergency) {
        return proposal(
                new UUID(ID.getMostSignificantBits(), ID.getLeastSignificantBits() + number),
                "NPS-3",
                SENIOR,
                emergency,
                "imminent-violence",
                "2026-03-09T00:00:00Z");
    }

    private static Proposed proposal(String actor, Role role, boolean emergency) {
        return proposal(actor, role, emergency, "imminent-violence", "2026-03-09T00:00:00Z");
    }

    private static Proposed proposal(String actor, Role role, boolean emergency, String reason, String until) {
        return proposal(ID, actor, role, emergency, reason, until);
    }

    private static Proposed proposal(UUID id, String actor, Role role, boolean emergency, String reason, String until) {
        return new Proposed(
                id,
                PROBATION,
                Instant.parse("2026-03-02T09:00:00Z"),
                id,
                reason,
                emergency,
                "what is feared",
                "why it is necessary",
                "why less would not do",
                new Kind("contact-record"),
                new Purpose("resettlement"),
                List.of(CHILDREN),
                List.of(new Subject.Identifier("crn", CRN)),
                List.of(Category.IDENTITY),
                Instant.parse(until),
                new TeamId("team"),
                actor,
                role);
    }

    private static Approved approval(AgencyId agency, UUID override, String proposal, String actor, Role role) {
        return new Approved(override, agency, Instant.parse("2026-03-02T09:15:00Z"), override, proposal, actor, role);
    }

    private static String proposal(RecordDoor.OnRecord there) {
        return there.proposal().map(RecordDoor.Proposal::digest).orElseThrow();
    }
}
