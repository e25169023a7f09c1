package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.entry;
import static org.concordat.gateway.store.Rows.request;
import static org.concordat.gateway.store.Rows.to;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.concordat.routes.Stores;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Deliveries that somebody made or changed who can write to the database. */
@ExtendWith(Database.Extension.class)
class ForgedDeliveriesIT {
    private static JdbcClient sql;
    private static TransactionTemplate template;
    private static Stores stores;

    @BeforeAll
    static void take(Database given) {
        sql = given.sql();
        template = given.transaction();
        stores = given.stores();
    }

    @Test
    void a_delivery_for_another_recipient_than_it_was_committed_for_is_not_there_and_is_entered_once() {
        UUID id = committed("mailbox");
        sql.sql("update delivery set recipient = 'northshire-council', place = 900 where id = ?")
                .param(id)
                .update();

        for (int i = 0; i < 2; i++) {
            assertThat(stores.deliveries().find(POLICE, id)).isEmpty();
            assertThat(stores.deliveries().find(new AgencyId("northshire-council"), id))
                    .isEmpty();
        }
        assertThat(entered(id)).isEqualTo(1);
    }

    @Test
    void other_bytes_under_the_same_row_are_not_handed_over() {
        UUID id = committed("mailbox");
        sql.sql("update delivery set content = 'other'::bytea where id = ?")
                .param(id)
                .update();
        Delivery delivery = stores.deliveries().find(POLICE, id).orElseThrow();
        assertThat(stores.deliveries().content(delivery)).isEmpty();
        assertThat(entered(id)).isEqualTo(1);
    }

    @Test
    void a_row_that_was_inserted_is_neither_listed_nor_pushed() {
        String connector = "test-" + IDS.random();
        UUID id = committed(connector);
        UUID made = IDS.timed();
        sql.sql("""
                        insert into delivery select (json_populate_record(
                            d, json_build_object('id', ?::text, 'conversation', ?::text, 'place', 1))).*
                        from delivery d where d.id = ?
                        """).params(made.toString(), IDS.random().toString(), id).update();

        assertThat(claim(connector)).extracting(Delivery::id).contains(id).doesNotContain(made);
        assertThat(entered(made)).isEqualTo(1);
    }

    @Test
    void a_delivery_put_back_to_an_earlier_state_with_the_mac_of_that_time_is_caught_by_the_ledger() {
        UUID id = committed("mailbox");
        String mac = mac(id);
        Delivery delivery = stores.deliveries().find(POLICE, id).orElseThrow();
        judged(delivery, new Judged.Leaves(MORNING, entry(), Optional.empty(), Optional.empty(), false));
        stores.deliveries().handedOver(delivery, MORNING, Optional.empty());
        stores.deliveries().confirmed(id, MORNING, new Confirmed(Optional.of("a.b.c"), Optional.empty()), entry());

        sql.sql("update delivery set state = 'queued', released_once = false, mac = ? where id = ?")
                .params(mac, id)
                .update();
        assertThat(stores.deliveries().find(POLICE, id)).isEmpty();
        assertThat(entered(id)).isEqualTo(1);
    }

    @Test
    void a_copy_that_is_exchanged_once_it_was_found_is_not_handed_over() {
        UUID id = committed("mailbox");
        Delivery delivery = stores.deliveries().find(POLICE, id).orElseThrow();
        assertThat(stores.deliveries().content(delivery)).isPresent();
        sql.sql("update delivery set content = '\\x00' where id = ?").param(id).update();
        assertThat(stores.deliveries().content(delivery)).isEmpty();
        assertThat(entered(id)).isEqualTo(1);
    }

    @Test
    void evidence_that_is_made_to_say_less_is_no_evidence() {
        UUID id = committed("mailbox");
        Delivery delivery = stores.deliveries().find(POLICE, id).orElseThrow();
        judged(delivery, new Judged.Leaves(MORNING, entry(), Optional.empty(), Optional.empty(), false));
        String mac = mac(id);
        stores.deliveries().confirmed(id, MORNING, new Confirmed(Optional.of("a.b.c"), Optional.empty()), entry());
        assertThat(stores.deliveries().find(POLICE, id)).as("as it was written").isPresent();
        sql.sql("update delivery set state = 'released', mac = ? where id = ?")
                .params(mac, id)
                .update();
        sql.sql("update entry set reached = 'released' where delivery = ?")
                .param(id)
                .update();
        assertThat(stores.deliveries().find(POLICE, id)).isEmpty();
        assertThat(entered(id)).isEqualTo(1);
    }

    @Test
    void what_left_is_not_handed_over_without_its_evidence() {
        UUID id = committed("mailbox");
        judged(
                stores.deliveries().find(POLICE, id).orElseThrow(),
                new Judged.Leaves(MORNING, entry(), Optional.empty(), Optional.empty(), false));
        sql.sql("update entry set delivery = null where delivery = ?").param(id).update();
        assertThat(stores.deliveries().find(POLICE, id)).isEmpty();
        assertThat(entered(id)).isEqualTo(1);
    }

    @Test
    void what_is_silenced_by_hand_is_no_further_for_its_sender_than_the_ledger_says() {
        Commitment request = request(IDS.random(), "mailbox");
        stores.commitments().commit(request);
        UUID id = to(request, POLICE);
        sql.sql("update delivery set state = 'received', read_by = 'NP-2093' where id = ?")
                .param(id)
                .update();
        assertThat(stores.statuses()
                        .find(Rows.PROBATION, team -> true, request.sent().id())
                        .orElseThrow()
                        .recipients())
                .allMatch(
                        to -> to.state() == DeliveryState.QUEUED && to.readBy().isEmpty());
        assertThat(entered(id)).isEqualTo(1);
    }

    @Test
    void a_delivery_is_not_held_by_hand() {
        UUID id = committed("mailbox");
        sql.sql("update delivery set state = 'held' where id = ?").param(id).update();
        assertThat(stores.held().heldOf(Rows.PROBATION, 1000))
                .noneMatch(held -> held.delivery().equals(id));
    }

    @Test
    void what_nobody_asks_for_any_more_is_looked_at_all_the_same() {
        UUID received = committed("mailbox");
        UUID never = committed("mailbox");
        UUID genuine = committed("mailbox");
        sql.sql("update delivery set state = 'received' where id = ?")
                .param(received)
                .update();
        sql.sql("update delivery set reach_by = '9999-01-01' where id = ?")
                .param(never)
                .update();
        Optional<UUID> last = stores.deliveries().inspect(Optional.empty(), 2);
        while (last.isPresent()) {
            last = stores.deliveries().inspect(last, 2);
        }
        assertThat(entered(received)).isEqualTo(1);
        assertThat(entered(never)).isEqualTo(1);
        assertThat(entered(genuine)).isZero();
    }

    @Test
    void who_waits_for_another_that_releases_it_finds_what_that_one_committed() throws Exception {
        Delivery delivery =
                stores.deliveries().find(POLICE, committed("mailbox")).orElseThrow();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<Judged>> second = template.execute(status -> {
                judged(delivery, new Judged.Leaves(MORNING, entry(), Optional.empty(), Optional.empty(), false));
                Future<Optional<Judged>> begun = other.submit(() -> judged(
                        delivery, new Judged.Leaves(MORNING, entry(), Optional.empty(), Optional.empty(), false)));
                Awaitility.await()
                        .until(() -> sql.sql("select count(*) from pg_locks where not granted")
                                        .query(Integer.class)
                                        .single()
                                > 0);
                return begun;
            });
            assertThat(second.get(10, TimeUnit.SECONDS)).isPresent();
        } finally {
            other.shutdownNow();
        }
        assertThat(entered(delivery.id())).isZero();
    }

    @Test
    void what_went_back_cannot_be_put_back_on_its_way() {
        UUID id = committed("mailbox");
        String mac = mac(id);
        Delivery delivery = stores.deliveries().find(POLICE, id).orElseThrow();
        judged(delivery, new Judged.GoesBack(MORNING, entry(), List.of(), Optional.empty()));
        sql.sql("update delivery set state = 'queued', mac = ? where id = ?")
                .params(mac, id)
                .update();
        assertThat(stores.deliveries().find(POLICE, id)).isEmpty();
        assertThat(judged(delivery, new Judged.Leaves(MORNING, entry(), Optional.empty(), Optional.empty(), false)))
                .isEmpty();
    }

    private static UUID committed(String connector) {
        Commitment request = request(IDS.random(), connector);
        stores.commitments().commit(request);
        return to(request, POLICE);
    }

    private static List<Delivery> claim(String connector) {
        Instant now = MORNING;
        return stores.deliveries().due(connector, now).stream()
                .flatMap(recipient ->
                        stores.deliveries().claim(connector, recipient, now, 16, Duration.ofMinutes(1)).stream())
                .toList();
    }

    private static Optional<Judged> judged(Delivery delivery, Judged judged) {
        return stores.deliveries().release(delivery, Rows.question(), onRecord -> judged);
    }

    private static String mac(UUID id) {
        return sql.sql("select mac from delivery where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    private static int entered(UUID delivery) {
        return sql.sql("select count(*) from entry where convert_from(bytes, 'UTF8') like ?")
                .param("%\"code\":\"row.forged\"%\"delivery\":\"" + delivery + "\"%")
                .query(Integer.class)
                .single();
    }
}
