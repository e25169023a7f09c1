package org.concordat.routes.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.consent.OverrideDecision.Approval;
import org.concordat.protection.consent.OverrideDecision.Decider;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.AgencyStatement.Approved;
import org.concordat.protection.receipt.AgencyStatement.Proposed;
import org.concordat.routes.consent.Overrides.Standing;
import org.concordat.routes.consent.RecordDoor.OnRecord;
import org.concordat.routes.consent.RecordDoor.Proposal;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Protection;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** Two persons' decisions to share all the same, and what becomes of those that only one has made. Safe to share. */
public record Overriding(Protection protection, Overrides overrides) {
    private static final String EMERGENCY =
            "Data is shared in an emergency on one person's decision. A second person who may"
                    + " authorise it has to approve the override in time, or it counts no more.";
    private static final String LAPSED =
            "Data was shared in an emergency on one person's decision, and no second person"
                    + " approved it in time. The override counts no more; review what was shared.";
    private static final String LOST =
            "Data may have been shared in an emergency on one person's decision, and what the gateway kept of that was"
                    + " changed by somebody else. The override counts no more; review what was shared.";
    /** The first person's team stood in the row. */
    private static final List<Desk> UNKNOWN_TEAM = List.of(Desk.DATA_PROTECTION, Desk.SENIOR);

    private static final String WAITS =
            "An override waits for a second person who may authorise it. It does not count until then.";

    public OnRecord propose(Agency agency, String jws) throws HopRefused {
        Intake intake = new Intake(protection);
        Proposed said = intake.read(agency, jws, Proposed.class, "override.statement-not-valid");
        if (overrides.find(said.override()).isEmpty()) {
            OverrideDecision decision = decision(agency, said, intake);
            String code = said.emergency() ? "override.emergency" : "override.proposed";
            Signed signed = intake.signed(
                    Verb.COLLECTED, code, "override/" + said.override() + "/1", said, said.subjects(), jws);
            Overrides.OnRecord proposed =
                    new Overrides.OnRecord(decision, said.team(), Intake.digest(jws), Optional.empty(), false);
            List<Notice> notices = notices(
                    List.of(Desk.TEAM, Desk.DEPUTY),
                    agency.id(),
                    said.team(),
                    Notice.About.OVERRIDE_TO_BE_APPROVED,
                    decision.id(),
                    Optional.of(decision.due()).filter(due -> decision.emergency()),
                    decision.emergency() ? EMERGENCY : WAITS);
            Overrides.Put put = overrides.propose(proposed, signed, notices, alike -> !leftAlone(decision, alike));
            intake.require(put != Overrides.Put.LEFT_ALONE, agency, "override.unconfirmed-before");
            if (put == Overrides.Put.DONE) {
                return onRecord(proposed);
            }
        }
        Overrides.OnRecord there = there(agency, said.override());
        intake.require(there.proposal().equals(Intake.digest(jws)), agency, "override.id-reused");
        return onRecord(there);
    }

    public OnRecord show(Agency agency, UUID id) throws HopRefused {
        return onRecord(there(agency, id));
    }

    private OverrideDecision decision(Agency agency, Proposed said, Intake intake) throws HopRefused {
        Vocabulary.Overriding terms = protection.configuration().vocabulary().overriding();
        Instant now = protection.now();
        intake.require(terms.reasons().containsKey(said.reason()), agency, "override.reason-unknown");
        Set<Role> may = said.emergency() ? terms.authorisedBy() : terms.proposedBy();
        String otherwise = said.emergency() ? "override.role-may-not-decide-alone" : "override.role-may-not-propose";
        intake.require(isOf(agency, said.role(), may), agency, otherwise);
        boolean ends = said.until().isAfter(now) && !said.until().isAfter(now.plus(terms.atMost()));
        intake.require(ends, agency, "override.until-unfit");
        return new OverrideDecision(
                said.override(),
                agency.id(),
                said.reason(),
                said.emergency(),
                said.kind(),
                said.purpose(),
                Set.copyOf(said.recipients()),
                intake.pseudonyms(said.subjects()),
                Set.copyOf(said.categories()),
                new Decider(said.actor(), said.role()),
                now,
                now.plus(terms.confirmWithin()),
                said.until(),
                Optional.empty());
    }

    /** Whether the agency registered a team with that role: a role that nobody there has is a word. */
    private static boolean isOf(Agency agency, Role role, Set<Role> may) {
        return may.contains(role)
                && agency.teams().stream().anyMatch(team -> team.roles().contains(role));
    }

    /** Whether one person decided so alone before, and no second person decided anything of the sort since. */
    private static boolean leftAlone(OverrideDecision decision, List<OverrideDecision> before) {
        List<OverrideDecision> alike = before.stream()
                .filter(other -> !other.id().equals(decision.id()) // said twice at once
                        && other.agency().equals(decision.agency())
                        && other.concernsThoseOf(decision))
                .toList();
        return alike.stream()
                .anyMatch(alone -> alone.emergency()
                        && alone.approval().isEmpty()
                        && alike.stream()
                                .flatMap(other -> other.approval().stream())
                                .noneMatch(second -> second.at().isAfter(alone.proposed())));
    }

    public OnRecord approve(Agency agency, UUID id, String jws) throws HopRefused {
        Intake intake = new Intake(protection);
        Approved said = intake.read(agency, jws, Approved.class, "override.statement-not-valid");
        Overrides.OnRecord there = there(agency, id);
        OverrideDecision decision = there.decision();
        if (there.approval().filter(digest -> intake.repeats(digest, said)).isPresent()) {
            return onRecord(there);
        }
        Instant now = protection.now();
        Decider second = new Decider(said.actor(), said.role());
        Set<Role> may = protection.configuration().vocabulary().overriding().authorisedBy();
        intake.require(said.override().equals(id), agency, "override.id-differs");
        intake.require(decision.approval().isEmpty(), agency, "override.approved-already");
        intake.require(there.proposal().equals(said.proposal()), agency, "override.proposal-differs");
        intake.require(!second.isSamePersonAs(decision.proposer()), agency, "override.same-person");
        intake.require(isOf(agency, said.role(), may), agency, "override.role-may-not-approve");
        intake.require(now.isBefore(decision.ends()), agency, "override.lapsed");
        OverrideDecision approved = decision.approved(new Approval(second, now));
        Signed signed = intake.signed(Verb.ALTERED, "override.approved", "override/" + id + "/2", said, List.of(), jws);
        Overrides.OnRecord both = new Overrides.OnRecord(
                approved, there.team(), said.proposal(), Optional.of(signed.digest()), there.told());
        intake.require(overrides.approve(both, signed), agency, "override.approved-already");
        return onRecord(both);
    }

    private Overrides.OnRecord there(Agency agency, UUID id) throws HopRefused {
        return overrides
                .find(id)
                .filter(found -> found.decision().agency().equals(agency.id()))
                .orElseThrow(() -> new Intake(protection).refused(agency, "override.not-there"));
    }

    private OnRecord onRecord(Overrides.OnRecord there) {
        OverrideDecision decision = there.decision();
        Instant now = protection.now();
        String waiting = decision.emergency() ? "lapsed" : "to-be-approved";
        String state = decision.inForce(now) ? "in-force" : waiting;
        return new OnRecord(
                decision.id(),
                now.isBefore(decision.until()) ? state : "ended",
                Optional.empty(),
                Optional.of(decision.until()),
                decision.approval().isEmpty() ? Optional.of(decision.ends()) : Optional.empty(),
                Optional.of(new Proposal(
                        there.proposal(),
                        decision.proposer().actor(),
                        decision.emergency(),
                        decision.reason(),
                        decision.kind(),
                        decision.purpose(),
                        decision.recipients(),
                        decision.categories())),
                decision.approval().map(second -> second.by().actor()));
    }

    /**
     * Looks the next ones through, as {@code RowInspection.Rows} says: of an emergency that counts no more without a second
     * person's decision, the agency is told, once. What to look at says the ledger: no row is silenced by hand.
     */
    public Optional<UUID> inspect(Optional<UUID> after, int atMost) {
        List<Standing> some = overrides.next(after, atMost);
        for (Standing standing : some) {
            standing.onRecord()
                    .filter(this::isLapsed)
                    .ifPresent(there -> tell(
                            standing,
                            there.decision().agency(),
                            there.team(),
                            List.of(Desk.TEAM, Desk.SENIOR),
                            LAPSED));
            standing.alone()
                    .flatMap(protection.agencies()::find)
                    .ifPresent(agency ->
                            tell(standing, agency.id(), agency.teams().get(0).id(), UNKNOWN_TEAM, LOST));
        }
        return some.stream().map(Standing::id).reduce((earlier, later) -> later);
    }

    private boolean isLapsed(Overrides.OnRecord there) {
        OverrideDecision decision = there.decision();
        return decision.emergency()
                && decision.approval().isEmpty()
                && !there.told()
                && !decision.due().isAfter(protection.now());
    }

    private void tell(Standing standing, AgencyId agency, TeamId team, List<Desk> desks, String sentence) {
        UUID id = standing.id();
        Instant now = protection.now();
        Event event = Event.of(Verb.ALTERED, now, "override.lapsed", agency).clauses(List.of("override/" + id + "/2"));
        List<Notice> notices =
                notices(desks, agency, team, Notice.About.OVERRIDE_LAPSED, id, Optional.of(now), sentence);
        overrides.tell(standing, protection.entry(event), notices);
    }

    private List<Notice> notices(
            List<Desk> desks,
            AgencyId agency,
            TeamId team,
            Notice.About about,
            UUID id,
            Optional<Instant> until,
            String sentence) {
        return desks.stream()
                .map(desk -> protection.statements().notice(agency, desk, team, about, id, until, sentence))
                .toList();
    }
}
