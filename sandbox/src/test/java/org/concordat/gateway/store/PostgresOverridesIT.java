package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.consent.OverrideDecision.Approval;
import org.concordat.protection.consent.OverrideDecision.Decider;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Overrides;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.junit.jupiter.api.Test;

/** Overrides on record, on a real PostgreSQL: two persons, and none that somebody wrote in. */
class PostgresOverridesIT extends RecordsOnPostgres {
    @Test
    void an_override_comes_back_with_its_second_person() {
        Overrides.OnRecord proposed = override();
        assertThat(stores.overrides().propose(proposed, signed(), List.of())).isTrue();
        assertThat(stores.overrides().propose(proposed, signed(), List.of())).isFalse();
        Overrides.OnRecord approved = approvedBy(proposed, "NPS-2");

        assertThat(stores.overrides().approve(approved, signed())).isTrue();
        assertThat(stores.overrides().approve(approvedBy(proposed, "NPS-3"), signed()))
                .isFalse();

        assertThat(stores.overrides().find(proposed.decision().id())).contains(approved);
    }

    @Test
    void a_second_person_that_somebody_wrote_in_makes_it_nobodys() {
        Overrides.OnRecord proposed = override();
        stores.overrides().propose(proposed, signed(), List.of());
        sql.sql("update override_decision set record = ?, due = null where id = ?")
                .params(
                        StatementJson.kept(approvedBy(proposed, "NPS-2")),
                        proposed.decision().id())
                .update();
        assertThat(stores.overrides().find(proposed.decision().id())).isEmpty();
    }

    @Test
    void an_emergency_that_nobody_confirmed_is_told_once() {
        Overrides.OnRecord proposed = override();
        stores.overrides().propose(proposed, signed(), List.of());
        Instant due = proposed.decision().due();
        UUID id = proposed.decision().id();

        assertThat(lapsed(due.minusSeconds(1))).doesNotContain(id);
        assertThat(lapsed(due)).contains(id);
        assertThat(stores.overrides().tell(id, List.of())).isTrue();
        assertThat(stores.overrides().tell(id, List.of())).isFalse();
        assertThat(lapsed(due)).doesNotContain(id);
    }

    private Overrides.OnRecord override() {
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
        return new Overrides.OnRecord(decision, TEAM, "a".repeat(64), Optional.empty());
    }

    private static Overrides.OnRecord approvedBy(Overrides.OnRecord proposed, String actor) {
        Approval second = new Approval(new Decider(actor, new Role("manager")), MORNING.plusSeconds(60));
        return new Overrides.OnRecord(
                proposed.decision().approved(second), TEAM, proposed.proposal(), Optional.of("b".repeat(64)));
    }

    private static List<UUID> lapsed(Instant now) {
        return stores.overrides().lapsed(now, 1000).stream()
                .map(row -> row.decision().id())
                .toList();
    }
}
