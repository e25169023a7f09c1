package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.consent.OverrideDecision.Approval;
import org.concordat.protection.consent.OverrideDecision.Decider;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Overrides.Put;
import org.concordat.routes.consent.Signed;
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
        assertThat(propose(proposed)).isEqualTo(Put.DONE);
        assertThat(propose(proposed)).isEqualTo(Put.ID_USED);
        Overrides.OnRecord approved = approvedBy(proposed, "NPS-2");

        assertThat(approve(approved)).isTrue();
        assertThat(approve(approvedBy(proposed, "NPS-3"))).isFalse();

        assertThat(stores.overrides().find(proposed.decision().id())).contains(approved);
    }

    @Test
    void a_second_person_that_somebody_wrote_in_makes_it_nobodys() {
        Overrides.OnRecord proposed = override();
        propose(proposed);
        sql.sql("update override_decision set record = ? where id = ?")
                .params(
                        StatementJson.kept(approvedBy(proposed, "NPS-2")),
                        proposed.decision().id())
                .update();
        assertThat(stores.overrides().find(proposed.decision().id())).isEmpty();
    }

    @Test
    void an_emergency_that_nobody_confirmed_is_told_once() {
        Overrides.OnRecord proposed = override();
        propose(proposed);
        Instant due = proposed.decision().due();
        UUID id = proposed.decision().id();

        assertThat(lapsed(due.minusSeconds(1))).doesNotContain(id);
        assertThat(lapsed(due)).contains(id);
        assertThat(stores.overrides().tell(proposed, List.of())).isTrue();
        assertThat(stores.overrides().tell(proposed, List.of())).isFalse();
        assertThat(lapsed(due)).doesNotContain(id);
    }

    @Test
    void what_is_approved_is_what_was_proposed() {
        Overrides.OnRecord proposed = override();
        propose(proposed);
        Overrides.OnRecord other = approvedBy(
                new Overrides.OnRecord(proposed.decision(), TEAM, "e".repeat(64), Optional.empty(), false), "NPS-2");
        assertThat(approve(other)).isFalse();
    }

    @Test
    void of_two_persons_who_decide_alone_at_once_about_the_same_people_one_does() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 30; i++) {
                person = somebody();
                List<Overrides.OnRecord> two = List.of(override(), override());
                CountDownLatch together = new CountDownLatch(2);
                List<Future<Put>> puts = new ArrayList<>();
                for (Overrides.OnRecord one : two) {
                    puts.add(both.submit(() -> {
                        together.countDown();
                        together.await();
                        return propose(one);
                    }));
                }
                assertThat(List.of(
                                puts.get(0).get(10, TimeUnit.SECONDS),
                                puts.get(1).get(10, TimeUnit.SECONDS)))
                        .containsExactlyInAnyOrder(Put.DONE, Put.LEFT_ALONE);
            }
        } finally {
            both.shutdownNow();
        }
    }

    @Test
    void who_hides_that_one_person_decided_alone_lets_nobody_decide_alone_again() {
        for (String change : List.of(
                "delete from override_decision where id = :id",
                "update override_decision set record = replace(record, 'pseudonyms-1', 'pseudonyms-9') where id = :id",
                "update override_decision set approval = proposal, mac = '' where id = :id")) {
            person = somebody();
            Overrides.OnRecord before = override();
            propose(before);
            sql.sql(change).param("id", before.decision().id()).update();
            assertThat(propose(override())).as(change).isEqualTo(Put.LEFT_ALONE);
            assertThat(forged("override", before.decision().id())).as(change).isEqualTo(1);
        }
    }

    /** As the routes do: where one stands that nobody approved, nobody decides alone. */
    private static Put propose(Overrides.OnRecord proposed) {
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

    private static boolean approve(Overrides.OnRecord approved) {
        return stores.overrides().approve(approved, signed("override.approved", 2, approved));
    }

    private static Signed signed(String code, int version, Overrides.OnRecord said) {
        OverrideDecision decision = said.decision();
        Event event = Event.of(Verb.COLLECTED, MORNING, code, decision.agency())
                .clauses(List.of("override/" + decision.id() + "/" + version))
                .subjects(version == 1 ? List.copyOf(decision.subjects()) : List.of());
        return new Signed("d".repeat(64), new Sealed(new byte[] {1}), Entry.of(IDS.random(), event));
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
        return new Overrides.OnRecord(decision, TEAM, "a".repeat(64), Optional.empty(), false);
    }

    private static Overrides.OnRecord approvedBy(Overrides.OnRecord proposed, String actor) {
        Approval second = new Approval(new Decider(actor, new Role("manager")), MORNING.plusSeconds(60));
        return new Overrides.OnRecord(
                proposed.decision().approved(second), TEAM, proposed.proposal(), Optional.of("b".repeat(64)), false);
    }

    private static List<UUID> lapsed(Instant now) {
        return stores.overrides().lapsed(now, 1000).stream()
                .map(row -> row.decision().id())
                .toList();
    }
}
