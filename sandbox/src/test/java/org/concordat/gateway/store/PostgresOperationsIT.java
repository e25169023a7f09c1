package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.delivery.Operations;
import org.concordat.routes.delivery.Operations.Progress;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;

/** What operators see of deliveries, and whom they pause, on a real PostgreSQL. */
class PostgresOperationsIT extends RecordsOnPostgres {
    private static final AgencyId OPERATOR = new AgencyId("northshire-operations");

    private final Operations operations = stores.operations();

    @Test
    void why_a_delivery_is_where_it_is_is_one_sentence() {
        Commitment first = Rows.request(IDS.random(), "mailbox");
        stores.commitments().commit(first);
        UUID waits = first.parcels().get(1).delivery();
        assertThat(because(waits)).isEqualTo("It waits in the mailbox of northshire-children.");
        stores.held()
                .hold(
                        waits,
                        MORNING,
                        Rows.notice(
                                Rows.PROBATION, Notice.About.HELD, first.sent().id()));
        assertThat(because(waits))
                .isEqualTo("It waits in the mailbox of northshire-children, which has not collected it for too long:"
                        + " nps-north-east was told.");
        assertThat(operations.progress(Optional.empty(), 1000))
                .filteredOn(one -> one.delivery().equals(waits))
                .extracting(Progress::state)
                .containsExactly(DeliveryState.HELD);

        UUID conversation = IDS.random();
        Commitment before = Rows.request(conversation, "rest");
        Commitment after = Rows.request(conversation, "rest");
        stores.commitments().commit(before);
        stores.commitments().commit(after);
        assertThat(because(to(before).delivery()))
                .isEqualTo("It was not attempted yet: northshire-children is not open, or others are before it.");
        assertThat(because(to(after).delivery()))
                .isEqualTo("It waits for delivery " + to(before).delivery()
                        + ", which comes before it in its conversation.");
        assertThat(operations.progress(Optional.of(new UUID(0, 7)), 1)).isEmpty();
    }

    @Test
    void for_who_is_paused_nothing_is_claimed_but_what_is_urgent_until_an_operator_says_otherwise() {
        AgencyId paused = somebodyElse();
        UUID waits = queued(paused, false);
        UUID urgent = queued(paused, true);
        pause(paused, true);
        assertThat(because(waits))
                .isEqualTo(paused + " has been paused by northshire-operations since " + MORNING
                        + ": nothing is handed over to it.");
        assertThat(operations.progress(Optional.empty(), 1000))
                .extracting(Progress::delivery)
                .contains(waits)
                .doesNotContain(urgent);
        assertThat(claimed(paused)).containsExactly(urgent);
        pause(paused, false);
        assertThat(claimed(paused)).containsExactly(waits);
    }

    @Test
    void what_was_claimed_before_a_pause_is_not_released_after_it_but_what_is_urgent_is() {
        AgencyId paused = somebodyElse();
        queued(paused, false);
        Delivery claimed = claim(paused).get(0);
        pause(paused, true);
        assertThat(release(claimed, false)).contains(new Judged.Paused());
        assertThat(release(claimed, true)).get().isInstanceOf(Judged.Leaves.class);
    }

    @Test
    void an_end_of_a_pause_that_somebody_wrote_lets_nothing_go_and_raises_the_alarm() {
        AgencyId paused = somebodyElse();
        queued(paused, false);
        Delivery claimed = claim(paused).get(0);
        pause(paused, true);
        Entry forged = word(paused, "partner.resumed", 2);
        sql.sql("insert into entry (id, bytes, hash, mac, position) values (?, ?, ?, 'by hand', null)")
                .params(forged.id(), forged.toByteArray(), forged.hash())
                .update();
        assertThat(release(claimed, false)).contains(new Judged.Paused());
        assertThat(forged("entry", forged.id())).isOne();
        sql.sql("delete from entry where id = ?").param(forged.id()).update();
    }

    @Test
    void the_words_on_an_agency_are_numbered_and_another_agencys_count_for_that_one() {
        AgencyId one = somebodyElse();
        AgencyId other = somebodyElse();
        queued(one, false);
        Delivery claimed = claim(one).get(0);
        pause(other, true);
        pause(one, true);
        pause(one, false);
        assertThat(release(claimed, false)).get().isInstanceOf(Judged.Leaves.class);
        assertThat(sql.sql("select by from paused_agency where agency in (?, ?)")
                        .params(one.value(), other.value())
                        .query(String.class)
                        .list())
                .containsExactly(OPERATOR.value());
    }

    @Test
    void a_word_that_changes_nothing_is_not_written() {
        AgencyId agency = somebodyElse();
        assertThat(pause(agency, false)).isFalse();
        assertThat(pause(agency, true)).isTrue();
        assertThat(pause(agency, true)).isFalse();
        assertThat(pause(agency, false)).isTrue();
        assertThat(pause(agency, false)).isFalse();
        assertThat(sql.sql("select number from pause_word where agency = ? order by number")
                        .param(agency.value())
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2);
    }

    @Test
    void a_pause_of_before_words_had_numbers_holds_until_a_word_that_has_one() {
        AgencyId paused = somebodyElse();
        UUID waits = queued(paused, false);
        Delivery claimed = claim(paused).get(0);
        unnumbered(paused, "partner.resumed", MORNING.plusMillis(500));
        unnumbered(paused, Operations.PAUSED, MORNING.plusSeconds(1));
        unnumbered(paused, "partner.resumed", MORNING);
        assertThat(release(claimed, false)).contains(new Judged.Paused());
        assertThat(because(waits))
                .contains(" has been paused by northshire-operations since " + MORNING.plusSeconds(1));
        pause(paused, false);
        assertThat(release(claimed, false)).get().isInstanceOf(Judged.Leaves.class);
    }

    @Test
    void the_table_of_pauses_that_nodes_of_the_version_before_write_is_there() {
        sql.sql("insert into pause (agency, paused, by, at, mac) values (?, true, 'somebody', now(), '')")
                .param(somebodyElse().value())
                .update();
    }

    @Test
    void of_an_agencys_words_none_is_read_that_is_older_than_the_first_that_the_gateway_wrote() {
        AgencyId paused = somebodyElse();
        queued(paused, false);
        Delivery claimed = claim(paused).get(0);
        pause(paused, true);
        Entry older = word(paused, "partner.resumed", 0);
        sql.sql("insert into entry (id, bytes, hash, mac, position) values (?, ?, ?, 'by hand', null)")
                .params(older.id(), older.toByteArray(), older.hash())
                .update();
        assertThat(release(claimed, false)).contains(new Judged.Paused());
        assertThat(forged("entry", older.id())).isZero();
        sql.sql("delete from entry where id = ?").param(older.id()).update();
    }

    private void unnumbered(AgencyId agency, String code, Instant at) {
        Event event = Event.of(Verb.ALTERED, at, code, OPERATOR).actor("OPS-7").recipient(agency);
        operations.pause(agency, number -> Entry.of(IDS.random(), event));
    }

    private boolean pause(AgencyId agency, boolean paused) {
        return operations.pause(agency, number -> word(agency, paused ? Operations.PAUSED : "partner.resumed", number));
    }

    private static Entry word(AgencyId agency, String code, int number) {
        return Entry.of(
                IDS.random(),
                Event.of(Verb.ALTERED, MORNING, code, OPERATOR)
                        .actor("OPS-7")
                        .recipient(agency)
                        .pause(number));
    }

    private static AgencyId somebodyElse() {
        return new AgencyId("somebody-" + IDS.random());
    }

    private static UUID queued(AgencyId recipient, boolean urgent) {
        Commitment commitment = Rows.to(recipient, urgent);
        stores.commitments().commit(commitment);
        return commitment.parcels().get(0).delivery();
    }

    private static List<UUID> claimed(AgencyId recipient) {
        return claim(recipient).stream().map(Delivery::id).toList();
    }

    private static List<Delivery> claim(AgencyId recipient) {
        return stores.deliveries().claim("rest", recipient, MORNING, 10, Duration.ofMinutes(1));
    }

    private static Optional<Judged> release(Delivery claimed, boolean urgent) {
        Judged leaves = new Judged.Leaves(MORNING, Rows.entry(), Optional.empty(), Optional.empty(), urgent);
        return stores.deliveries().release(claimed, Rows.question(), onRecord -> leaves);
    }

    private String because(UUID delivery) {
        List<Progress> found = operations.progress(Optional.of(delivery), 1);
        assertThat(found).hasSize(1);
        return found.get(0).because();
    }

    private static Parcel to(Commitment commitment) {
        return commitment.parcels().stream()
                .filter(parcel -> parcel.recipient().equals(CHILDREN))
                .findFirst()
                .orElseThrow();
    }
}
