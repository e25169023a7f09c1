package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.receipt.AgencyStatement.Approved;
import org.concordat.protection.receipt.AgencyStatement.Proposed;
import org.concordat.protection.receipt.Digest;
import org.concordat.routes.consent.RecordDoor;
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
import org.junit.jupiter.api.Test;

/** What agencies put on record of overrides: signed, their own, and by two persons what lifts a refusal. */
class OverrideRecordTest extends AtRecordDoor {
    private static final Role MANAGER = new Role("manager");

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
