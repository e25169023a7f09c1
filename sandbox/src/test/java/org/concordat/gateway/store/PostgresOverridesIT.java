package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.concordat.protection.agency.Desk;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Overrides.Put;
import org.concordat.routes.consent.Overrides.Standing;
import org.concordat.routes.hop.Notice;
import org.junit.jupiter.api.Test;

/** Overrides on record, on a real PostgreSQL: two persons. */
class PostgresOverridesIT extends OverridesOnPostgres {
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
    void an_emergency_that_nobody_confirmed_is_told_once() {
        Overrides.OnRecord proposed = emergency();
        UUID id = proposed.decision().id();
        Standing standing = new Standing(id, Optional.of(proposed), Optional.empty());

        assertThat(standing(id)).isEqualTo(standing);
        assertThat(tell(standing)).isTrue();
        assertThat(tell(standing)).isFalse();
        assertThat(standing(id).onRecord().orElseThrow().told()).isTrue();
        assertThat(approve(approvedBy(proposed, "NPS-2"))).as("too late").isFalse();
        assertThat(forged("override", id)).isZero();
    }

    @Test
    void an_id_that_nobody_used_is_no_alarm() {
        UUID nobodys = IDS.random();
        assertThat(stores.overrides().find(nobodys)).isEmpty();
        assertThat(forged("override", nobodys)).isZero();
    }

    @Test
    void what_asked_for_a_second_person_is_in_no_mailbox_after_the_approval() {
        Overrides.OnRecord proposed = override();
        UUID id = proposed.decision().id();
        UUID notice = IDS.random();
        Notice asks = new Notice(
                notice,
                PROBATION,
                Desk.TEAM,
                TEAM,
                Notice.About.OVERRIDE_TO_BE_APPROVED,
                id,
                MORNING,
                Optional.of(MORNING),
                "jws");
        stores.overrides().propose(proposed, signed("override.emergency", 1, proposed), List.of(asks), before -> true);
        assertThat(stores.mailboxes().of(PROBATION, team -> true, 1000).notices())
                .contains(asks);

        approve(approvedBy(proposed, "NPS-2"));
        assertThat(stores.mailboxes().of(PROBATION, team -> true, 1000).notices())
                .doesNotContain(asks);
        assertThat(stores.notices().unconfirmed(MORNING, 1000)).doesNotContain(asks);
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
}
