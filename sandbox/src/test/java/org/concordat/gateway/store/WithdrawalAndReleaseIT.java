package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.Consent.State;
import org.concordat.routes.consent.Consents.Left;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.hop.Commitment.Rests;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.Delivery;
import org.junit.jupiter.api.Test;

/** A withdrawal and a release of the same delivery, on a real PostgreSQL: one waits for the other, and what left is recalled. */
class WithdrawalAndReleaseIT extends RecordsOnPostgres {
    @Test
    void what_came_to_rest_on_a_consent_when_it_left_is_recalled_with_it() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID delivery = committed(PROBATION, id -> Map.of(), id -> List.of());
        Rests rests = new Rests(given.id(), List.copyOf(given.subjects()));
        judged(delivery, new Judged.Leaves(MORNING, Rows.entry(), Optional.of(rests), Optional.empty(), false));
        List<Left> recalled = new ArrayList<>();

        withdraw(given, recalled);

        assertThat(recalled).extracting(Left::delivery).containsExactly(delivery);
    }

    @Test
    void what_rests_on_what_has_ended_is_not_listed_and_is_looked_at_anew() {
        UUID ended = committed(PROBATION, id -> Map.of(), id -> List.of());
        UUID goesOn = committed(PROBATION, id -> Map.of(), id -> List.of());
        judged(ended, new Judged.Waits(Optional.of(MORNING), "mailbox"));
        Instant later = Instant.parse("2999-01-01T00:00:00Z");
        judged(goesOn, new Judged.Waits(Optional.of(later), "mailbox"));

        assertThat(listed()).contains(goesOn).doesNotContain(ended);
        assertThat(changed(MORNING.minusSeconds(1))).doesNotContain(ended, goesOn);
        assertThat(changed(MORNING)).contains(ended).doesNotContain(goesOn);
    }

    @Test
    void what_waits_for_another_connector_is_due_there_at_once_and_is_the_gateways_own_row() {
        UUID delivery = committed(PROBATION, id -> Map.of(), id -> List.of());
        judged(delivery, new Judged.Waits(Optional.empty(), "another"));
        Instant later = Instant.parse("2999-01-01T00:00:00Z");
        assertThat(listed()).doesNotContain(delivery);
        assertThat(stores.deliveries().due("another", later)).contains(CHILDREN);
        assertThat(stores.deliveries().claim("another", CHILDREN, later, 1000, Duration.ZERO))
                .extracting(Delivery::id)
                .contains(delivery);
    }

    @Test
    void a_consent_whose_end_is_another_has_what_rests_on_it_looked_at_anew() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID delivery = queued(given);

        put(version(given, 2, PROBATION, State.GIVEN));

        assertThat(changed(MORNING)).contains(delivery);
    }

    private static List<UUID> changed(Instant now) {
        return stores.deliveries().claimChanged(now, 1000, Duration.ZERO).stream()
                .map(Delivery::id)
                .toList();
    }

    private static void judged(UUID delivery, Judged judged) {
        Delivery found = stores.deliveries().find(CHILDREN, delivery).orElseThrow();
        assertThat(stores.deliveries().release(found, Rows.question(), onRecord -> judged))
                .isPresent();
    }

    @Test
    void a_refusal_under_another_identifier_recalls_what_left() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        String other = somebody();
        UUID delivery = queued(given, Set.of(person, other));
        sql.sql("update delivery set state = 'released' where id = ?")
                .param(delivery)
                .update();
        List<Left> recalled = new ArrayList<>();

        person = other;
        put(consent(1, POLICE, State.REFUSED), recalled);

        assertThat(recalled).extracting(Left::delivery).containsExactly(delivery);
    }

    @Test
    void a_consent_that_lets_less_go_recalls_what_left() {
        for (State state : List.of(State.GIVEN, State.LACKS_CAPACITY)) {
            Consent given = put(consent(1, PROBATION, State.GIVEN));
            UUID delivery = queued(given);
            sql.sql("update delivery set state = 'released' where id = ?")
                    .param(delivery)
                    .update();
            List<Left> recalled = new ArrayList<>();
            put(version(given, 2, PROBATION, State.GIVEN), recalled);
            assertThat(recalled).isEmpty();

            put(
                    new Consent(
                            given.id(),
                            3,
                            PROBATION,
                            state,
                            given.subjects(),
                            given.purposes(),
                            given.categories(),
                            state == State.GIVEN ? Set.of(POLICE) : given.recipients(),
                            MORNING,
                            given.expires()),
                    recalled);

            assertThat(recalled).extracting(Left::delivery).containsExactly(delivery);
        }
    }

    @Test
    void what_is_to_be_decided_anew_is_not_listed_until_it_was() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID delivery = queued(given);
        assertThat(listed()).contains(delivery);

        withdraw(given, new ArrayList<>());

        assertThat(listed()).doesNotContain(delivery);
    }

    @Test
    void a_withdrawal_waits_for_a_release_and_then_recalls() throws Exception {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID delivery = queued(given);
        ExecutorService other = Executors.newSingleThreadExecutor();
        List<Left> recalled = new ArrayList<>();
        try {
            Future<Boolean> withdrawn = transactions.in("release", inside -> {
                assertThat(records.locked(inside, question(given)).consents()).containsExactly(given);
                Future<Boolean> begun = other.submit(() -> withdraw(given, recalled));
                waitsFor(begun);
                inside.sql("update delivery set state = 'released' where id = ?")
                        .param(delivery)
                        .update();
                return begun;
            });
            assertThat(withdrawn.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.shutdownNow();
        }
        assertThat(recalled).extracting(Left::delivery).containsExactly(delivery);
    }

    @Test
    void a_refusal_by_another_agency_waits_for_a_release_too() throws Exception {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID delivery = queued(given);
        ExecutorService other = Executors.newSingleThreadExecutor();
        List<Left> recalled = new ArrayList<>();
        try {
            Future<Boolean> refused = transactions.in("release", inside -> {
                records.locked(inside, question(given));
                Future<Boolean> begun = other.submit(() -> put(consent(1, POLICE, State.REFUSED), recalled));
                waitsFor(begun);
                inside.sql("update delivery set state = 'released' where id = ?")
                        .param(delivery)
                        .update();
                return begun;
            });
            assertThat(refused.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.shutdownNow();
        }
        assertThat(recalled).extracting(Left::delivery).containsExactly(delivery);
    }

    @Test
    void a_release_waits_for_a_refusal_under_another_id_and_finds_it() throws Exception {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        Consent refused = consent(1, POLICE, State.REFUSED);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> found = transactions.in("refuse", inside -> {
                assertThat(tryPut(refused)).isTrue();
                Future<Boolean> begun = other.submit(() -> transactions.in(
                        "release",
                        then -> records.locked(then, question(given)).consents().contains(refused)));
                waitsFor(begun);
                return begun;
            });
            assertThat(found.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void whoever_is_first_nothing_leaves_after_a_withdrawal_without_a_recall() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        int releasedFirst = 0;
        try {
            for (int i = 0; i < 60; i++) {
                boolean anew = i % 2 == 0;
                person = somebody();
                Consent given = put(consent(1, PROBATION, State.GIVEN));
                UUID delivery = queued(given);
                List<Left> recalled = new ArrayList<>();
                CountDownLatch together = new CountDownLatch(2);
                Future<Boolean> released = both.submit(() -> {
                    together.countDown();
                    together.await();
                    return transactions.in("release", inside -> {
                        boolean stands = records.locked(inside, question(given)).consents().stream()
                                .noneMatch(consent -> consent.stated().isNo());
                        if (stands) {
                            inside.sql("update delivery set state = 'released' where id = ?")
                                    .param(delivery)
                                    .update();
                        }
                        return stands;
                    });
                });
                Future<Boolean> withdrawn = both.submit(() -> {
                    together.countDown();
                    together.await();
                    return anew ? put(consent(1, POLICE, State.REFUSED), recalled) : withdraw(given, recalled);
                });
                assertThat(withdrawn.get(10, TimeUnit.SECONDS)).isTrue();
                boolean left = released.get(10, TimeUnit.SECONDS);
                assertThat(recalled).hasSize(left ? 1 : 0);
                releasedFirst += left ? 1 : 0;
            }
        } finally {
            both.shutdownNow();
        }
        assertThat(releasedFirst).isBetween(0, 60);
    }

    @Test
    void what_waits_is_decided_anew_when_consent_is_withdrawn() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID delivery = queued(given);
        List<Left> recalled = new ArrayList<>();

        assertThat(withdraw(given, recalled)).isTrue();

        assertThat(recalled).isEmpty();
        assertThat(sql.sql("select changed from delivery where id = ?")
                        .param(delivery)
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    private static List<UUID> listed() {
        return stores.mailboxes().of(CHILDREN, team -> true, 1000).deliveries().stream()
                .map(Mailbox.Waiting::delivery)
                .toList();
    }

    private static void waitsFor(Future<Boolean> begun) {
        try {
            begun.get(300, TimeUnit.MILLISECONDS);
            throw new AssertionError("it did not wait");
        } catch (TimeoutException waits) {
            // as it should
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static boolean withdraw(Consent given, List<Left> recalled) {
        return put(version(given, given.version() + 1, given.recordedBy(), State.WITHDRAWN), recalled);
    }
}
