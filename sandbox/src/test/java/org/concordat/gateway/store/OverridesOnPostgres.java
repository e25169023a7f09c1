package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.consent.OverrideDecision.Approval;
import org.concordat.protection.consent.OverrideDecision.Decider;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Overrides.Put;
import org.concordat.routes.consent.Overrides.Standing;
import org.concordat.routes.consent.Signed;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;

/** What the tests of overrides put on record, and how they look them through. */
abstract class OverridesOnPostgres extends RecordsOnPostgres {
    /** As the routes do: where one stands that nobody approved, nobody decides alone. */
    static Put propose(Overrides.OnRecord proposed) {
        return stores.overrides()
                .propose(
                        proposed,
                        signed("override.emergency", 1, proposed),
                        List.of(),
                        before -> before.stream()
                                .noneMatch(alone -> alone.approval().isEmpty()
                                        && !alone.id()
                                                .equals(proposed.decision().id())));
    }

    static boolean approve(Overrides.OnRecord approved) {
        return stores.overrides().approve(approved, signed("override.approved", 2, approved));
    }

    static Signed signed(String code, int version, Overrides.OnRecord said) {
        OverrideDecision decision = said.decision();
        Event event = Event.of(Verb.COLLECTED, MORNING, code, decision.agency())
                .clauses(List.of("override/" + decision.id() + "/" + version))
                .subjects(version == 1 ? List.copyOf(decision.subjects()) : List.of());
        return new Signed("d".repeat(64), new Sealed(new byte[] {1}), Entry.of(IDS.random(), event));
    }

    Overrides.OnRecord override() {
        OverrideDecision decision = new OverrideDecision(
                IDS.random(),
                PROBATION,
                "imminent-violence",
                true,
                new Kind("contact-record"),
                new Purpose("domestic-abuse-safety"),
                Set.of(CHILDREN),
                Set.of(person),
                Set.of(Category.CONTACT),
                new Decider("NPS-1", new Role("senior")),
                MORNING,
                MORNING.plus(Duration.ofHours(24)),
                MORNING.plus(Duration.ofDays(7)),
                Optional.empty());
        return new Overrides.OnRecord(decision, TEAM, "a".repeat(64), Optional.empty(), false);
    }

    static Overrides.OnRecord approvedBy(Overrides.OnRecord proposed, String actor) {
        Approval second = new Approval(new Decider(actor, new Role("manager")), MORNING.plusSeconds(60));
        return new Overrides.OnRecord(
                proposed.decision().approved(second), TEAM, proposed.proposal(), Optional.of("b".repeat(64)), false);
    }

    /** One that is on record, of one person. */
    Overrides.OnRecord emergency() {
        person = somebody();
        Overrides.OnRecord proposed = override();
        assertThat(propose(proposed)).isEqualTo(Put.DONE);
        return proposed;
    }

    /** How it stands for who looks them all through, a few at a time. */
    static Standing standing(UUID id) {
        List<Standing> found = new ArrayList<>();
        List<Standing> some = stores.overrides().next(Optional.empty(), 3);
        while (!some.isEmpty()) {
            some.stream().filter(one -> one.id().equals(id)).forEach(found::add);
            some = stores.overrides().next(Optional.of(some.get(some.size() - 1).id()), 3);
        }
        assertThat(found).as("met once a pass").hasSize(1);
        return found.get(0);
    }

    static boolean tell(Standing lapsed) {
        Event event = Event.of(Verb.ALTERED, MORNING, "override.lapsed", PROBATION)
                .clauses(List.of("override/" + lapsed.id() + "/2"));
        return stores.overrides().tell(lapsed, Entry.of(IDS.random(), event), List.of());
    }
}
