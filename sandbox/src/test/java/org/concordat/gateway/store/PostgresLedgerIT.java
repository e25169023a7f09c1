package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Frontier;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.Tiles;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.Stores;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.ledger.Ledger;
import org.concordat.routes.ledger.Ledger.Growth;
import org.concordat.routes.ledger.Ledger.Waiting;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger on a real PostgreSQL: nothing lost, nothing moved, nothing taken that the gateway did not write. */
@ExtendWith(Database.Extension.class)
class PostgresLedgerIT {
    private static Database database;
    private static JdbcClient sql;
    private static TransactionTemplate transaction;
    private static Stores stores;
    private static Ledger ledger;

    @BeforeAll
    static void take(Database given) {
        database = given;
        sql = given.sql();
        transaction = given.transaction();
        stores = given.stores();
        ledger = stores.ledger();
    }

    @BeforeEach
    void empty() {
        database.as(database.postgres().superuser())
                .sql("truncate entry, ledger_tile, checkpoint")
                .update();
    }

    @Test
    void nodes_that_compete_while_others_write_lose_and_move_nothing() throws Exception {
        int writers = 4;
        int each = 150;
        ExecutorService hands = Executors.newFixedThreadPool(writers + 2);
        CountDownLatch writing = new CountDownLatch(writers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                all.add(hands.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        stores.refusals().append(List.of(Rows.entry(), Rows.entry()));
                    }
                    writing.countDown();
                }));
            }
            for (int node = 0; node < 2; node++) {
                all.add(hands.submit(() -> {
                    while (writing.getCount() > 0) {
                        ledger.extend(64, PostgresLedgerIT::take);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            hands.shutdownNow();
        }
        sequenceAll();
        isWhole(2 * writers * each);
    }

    @Test
    void what_a_transaction_appends_that_ends_late_is_taken_later_and_moves_nothing() throws Exception {
        stores.refusals().append(List.of(Rows.entry()));
        CountDownLatch appended = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService late = Executors.newSingleThreadExecutor();
        Entry last = Rows.entry();
        Future<?> ended = late.submit(() -> transaction.executeWithoutResult(status -> {
            Entries.append(sql, Rows.MACS, last);
            appended.countDown();
            await(end);
        }));
        await(appended);
        stores.refusals().append(List.of(Rows.entry()));
        sequenceAll();
        assertThat(ledger.find(last.id())).isEmpty();
        List<Optional<Entry>> before = entries(0, 2);
        end.countDown();
        ended.get();
        late.shutdown();
        sequenceAll();
        assertThat(entries(0, 2)).isEqualTo(before);
        assertThat(ledger.find(last.id()).orElseThrow().position()).contains(2L);
        isWhole(3);
    }

    @Test
    void entries_of_one_transaction_keep_their_order() {
        List<Entry> some = IntStream.range(0, 20).mapToObj(i -> Rows.entry()).toList();
        stores.refusals().append(some);
        sequenceAll();
        assertThat(entries(0, 20)).isEqualTo(some.stream().map(Optional::of).toList());
    }

    @Test
    void a_turn_that_ends_in_the_middle_leaves_nothing() {
        stores.refusals().append(List.of(Rows.entry()));
        assertThatThrownBy(() -> ledger.extend(64, (latest, tiles, waiting) -> {
                    tiles.append(0, Hash.EMPTY);
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(ledger.latest()).isEmpty();
        sequenceAll();
        isWhole(1);
    }

    @Test
    void a_node_that_finds_another_at_it_lets_it() throws Exception {
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<?> first = other.submit(() -> ledger.extend(64, (latest, tiles, waiting) -> {
            holds.countDown();
            await(end);
            return take(latest, tiles, waiting);
        }));
        await(holds);
        assertThat(ledger.extend(64, PostgresLedgerIT::take)).isEmpty();
        end.countDown();
        first.get();
        other.shutdown();
        assertThat(ledger.latest()).isPresent();
    }

    @Test
    void what_is_put_in_by_hand_is_set_aside_and_a_genuine_neighbour_is_not() {
        Entry genuine = Rows.entry();
        stores.refusals().append(List.of(genuine));
        Entry forged = Rows.entry();
        String copied = sql.sql("select mac from entry where id = ?")
                .param(genuine.id())
                .query(String.class)
                .single();
        for (String mac : new String[] {null, "", copied, "rows-1." + "A".repeat(43)}) {
            Entry one = mac == null ? forged : Rows.entry();
            sql.sql("insert into entry (id, bytes, hash, mac) values (?, ?, ?, cast(? as text))")
                    .params(one.id(), one.toByteArray(), one.hash(), mac)
                    .update();
        }
        sequenceAll();
        isWhole(1);
        assertThat(ledger.find(forged.id()).orElseThrow().position()).isEmpty();
        assertThat(ledger.strays()).isEqualTo(4);
    }

    @Test
    void an_entry_changed_before_it_was_sequenced_is_set_aside() {
        Entry entry = Rows.entry();
        stores.refusals().append(List.of(entry));
        sql.sql("update entry set bytes = bytes || ' ' where id = ?")
                .param(entry.id())
                .update();
        sequenceAll();
        assertThat(ledger.find(entry.id()).orElseThrow().position()).isEmpty();
        assertThat(ledger.strays()).isEqualTo(1);
    }

    @Test
    void what_is_changed_removed_or_moved_afterwards_shows_against_the_tree() {
        stores.refusals()
                .append(IntStream.range(0, 6).mapToObj(i -> Rows.entry()).toList());
        sequenceAll();
        sql.sql("update entry set bytes = bytes || ' ' where position = 1").update();
        sql.sql("delete from entry where position = 2").update();
        sql.sql("update entry set position = 100 where position = 3").update();
        sql.sql("update entry set position = 3 where position = 4").update();
        List<Boolean> whole = ledger.lines(0, 6).stream()
                .map(line -> line.entry()
                        .map(e -> Hash.leaf(e.toByteArray()).equals(line.leaf()))
                        .orElse(false))
                .toList();
        assertThat(whole).containsExactly(true, false, false, false, false, true);
        assertThat(ledger.strays()).isEqualTo(1);
    }

    @Test
    void an_entry_of_a_delivery_whose_row_is_gone_is_bereft() {
        Commitment committed = Rows.request(Rows.IDS.random(), "mailbox");
        stores.commitments().commit(committed);
        UUID there = committed.parcels().get(0).delivery();
        stores.refusals().append(List.of(sealed(there), sealed(Rows.IDS.timed())));
        sequenceAll();

        assertThat(ledger.lines(3, 2)).extracting(Ledger.Line::bereft).containsExactly(false, true);
    }

    private static Entry sealed(UUID delivery) {
        return Entry.of(
                Rows.IDS.random(),
                Event.of(Verb.COLLECTED, Rows.MORNING, "seal", Rows.PROBATION).delivery(delivery));
    }

    @Test
    void an_entry_filed_under_another_delivery_than_its_bytes_name_is_misfiled() {
        UUID delivery = Rows.IDS.timed();
        Entry released = Entry.of(
                Rows.IDS.random(),
                Event.of(Verb.DISCLOSED, Rows.MORNING, "recheck", Rows.PROBATION)
                        .delivery(delivery));
        transaction.executeWithoutResult(
                status -> Entries.append(sql, Rows.MACS, released, delivery, DeliveryState.RELEASED));
        stores.refusals().append(List.of(Rows.entry()));
        sequenceAll();
        assertThat(ledger.lines(0, 2)).noneMatch(Ledger.Line::misfiled);
        for (String change : List.of("delivery = null", "delivery = gen_random_uuid()", "reached = 'delivered'")) {
            sql.sql("update entry set " + change + " where position = 0").update();
            assertThat(ledger.lines(0, 2))
                    .as(change)
                    .extracting(Ledger.Line::misfiled)
                    .containsExactly(true, false);
            sql.sql("update entry set reached = 'released', delivery = ? where position = 0")
                    .param(delivery)
                    .update();
        }
    }

    @Test
    void the_tree_is_stored_by_hundreds_and_read_again() {
        for (int i = 0; i < 3; i++) {
            stores.refusals()
                    .append(IntStream.range(0, 200).mapToObj(n -> Rows.entry()).toList());
            sequenceAll();
        }
        isWhole(600);
        assertThat(sql.sql("select height || '/' || place from ledger_tile order by height, place")
                        .query(String.class)
                        .list())
                .containsExactly("0/0", "0/1", "0/2", "8/0");
        assertThat(ledger.checkpoints(-1, 400)).endsWith(new Receipt("400"));
        assertThat(ledger.checkpoints(400, 600)).endsWith(new Receipt("600")).doesNotContain(new Receipt("400"));
    }

    /** A turn without keys: its checkpoint says the size. */
    static Growth take(Optional<Receipt> latest, Tiles tiles, List<Waiting> waiting) {
        long size = latest.map(Receipt::jws).map(Long::parseLong).orElse(0L);
        List<UUID> taken = new ArrayList<>();
        List<UUID> forged = new ArrayList<>();
        for (Waiting one : waiting) {
            if (one.genuine()) {
                tiles.append(size + taken.size(), Hash.leaf(one.entry().toByteArray()));
                taken.add(one.entry().id());
            } else {
                forged.add(one.entry().id());
            }
        }
        return new Growth(size, taken, forged, new Receipt(String.valueOf(size + taken.size())), List.of());
    }

    private static void sequenceAll() {
        Optional<Receipt> before = Optional.empty();
        Optional<Receipt> after = ledger.extend(64, PostgresLedgerIT::take);
        while (!after.equals(before)) {
            before = after;
            after = ledger.extend(64, PostgresLedgerIT::take);
        }
    }

    /** Every entry stands at one position, and the tree is the one over them in that order. */
    private static void isWhole(int size) {
        assertThat(ledger.latest()).contains(new Receipt(String.valueOf(size)));
        Frontier frontier = Frontier.EMPTY;
        for (Ledger.Line line : ledger.lines(0, size)) {
            assertThat(Hash.leaf(line.entry().orElseThrow().toByteArray())).isEqualTo(line.leaf());
            frontier = frontier.append(line.leaf());
        }
        Hash root = frontier.root();
        assertThat(ledger.<Hash>reading(nodes -> nodes.root(size))).isEqualTo(root);
    }

    private static List<Optional<Entry>> entries(long from, int count) {
        return ledger.lines(from, count).stream().map(Ledger.Line::entry).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
