package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.PROBATION;
import static org.concordat.gateway.store.Rows.answer;
import static org.concordat.gateway.store.Rows.entry;
import static org.concordat.gateway.store.Rows.notice;
import static org.concordat.gateway.store.Rows.request;
import static org.concordat.gateway.store.Rows.to;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.Stores;
import org.concordat.routes.delivery.DisclosureStatus.Answer;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries on a real PostgreSQL: who may claim one, the order in which they leave, and what ends one. */
@ExtendWith(Database.Extension.class)
class PostgresDeliveriesIT {
    private static final Duration LEASE = Duration.ofMinutes(1);

    private static JdbcClient sql;
    private static Stores stores;

    @BeforeAll
    static void take(Database given) {
        sql = given.sql();
        stores = given.stores();
    }

    @Test
    void places_in_a_conversation_are_given_at_commit_without_gaps() {
        UUID conversation = IDS.random();
        stores.commitments().commit(request(conversation, "mailbox"));
        stores.commitments().commit(request(conversation, "mailbox"));

        assertThat(stores.mailboxes().of(POLICE, team -> true, 1000).deliveries().stream()
                        .filter(waiting -> waiting.conversation().equals(conversation))
                        .map(Mailbox.Waiting::order))
                .containsExactly(1L, 2L);
    }

    @Test
    void a_claim_is_one_nodes_until_its_lease_ends_or_it_is_postponed() {
        String connector = connector();
        Commitment request = stores(request(IDS.random(), connector));

        List<Delivery> claimed = claim(connector, MORNING, LEASE);
        assertThat(claimed).hasSize(2).allMatch(delivery -> delivery.attempt() == 1);
        assertThat(claimed)
                .allMatch(delivery -> delivery.kind().equals(request.sent().kind()));
        assertThat(claim(connector, MORNING, LEASE)).isEmpty();

        stores.deliveries().postpone(claimed.get(0), MORNING.plusSeconds(60));
        assertThat(claim(connector, MORNING.plusSeconds(59), LEASE)).isEmpty();
        assertThat(claim(connector, MORNING.plusSeconds(60), LEASE))
                .hasSize(1)
                .allMatch(delivery -> delivery.attempt() == 2);
    }

    @Test
    void a_lease_that_ended_can_be_claimed_again_and_fences_off_the_first() {
        String connector = connector();
        stores(request(IDS.random(), connector));
        Delivery first = claim(connector, MORNING, Duration.ZERO).get(0);
        Delivery second = claim(connector, MORNING, LEASE).stream()
                .filter(delivery -> delivery.id().equals(first.id()))
                .findFirst()
                .orElseThrow();

        Entry late = entry();
        assertThat(released(first, late)).isFalse();
        assertThat(entries(late)).isZero();
        assertThat(released(second, entry())).isTrue();
    }

    @Test
    void a_claim_is_renewed_until_it_ends_or_somebody_else_has_claimed_since() {
        String connector = connector();
        stores(request(IDS.random(), connector));
        List<Delivery> first = claim(connector, MORNING, Duration.ZERO);
        stores.deliveries().renew(first, LEASE);
        assertThat(claim(connector, MORNING, LEASE)).isEmpty();

        stores.deliveries().renew(first, Duration.ZERO);
        List<Delivery> second = claim(connector, MORNING, Duration.ZERO);
        assertThat(second).hasSize(2);
        stores.deliveries().renew(first, LEASE);
        List<Delivery> third = claim(connector, MORNING, Duration.ZERO);
        assertThat(third).as("a late node keeps nothing").hasSize(2);

        stores.deliveries().postpone(third.get(0), MORNING);
        stores.deliveries().renew(third, LEASE);
        assertThat(claim(connector, MORNING, LEASE))
                .as("what was ended stays ended")
                .extracting(Delivery::id)
                .containsExactly(third.get(0).id());
    }

    @Test
    void a_claim_longer_than_there_are_is_none_for_the_clock_was_put_back() {
        String connector = connector();
        stores(request(IDS.random(), connector));
        List<UUID> claimed =
                claim(connector, MORNING, LEASE).stream().map(Delivery::id).toList();
        sql.sql("update delivery set lease_until = lease_until + interval '1 hour' where id in (:ids)")
                .param("ids", claimed)
                .update();
        assertThat(claim(connector, MORNING, LEASE))
                .extracting(Delivery::id)
                .containsExactlyInAnyOrderElementsOf(claimed);
    }

    @Test
    void a_delivery_goes_from_queued_to_received_and_never_back() {
        Commitment request = stores(request(IDS.random(), "mailbox"));
        UUID id = request.parcels().get(0).delivery();
        Delivery delivery = stores.deliveries().find(POLICE, id).orElseThrow();
        assertThat(stores.deliveries().find(PROBATION, id)).isEmpty();
        assertThat(stores.deliveries().content(delivery))
                .contains(request.parcels().get(0).content());

        assertThat(released(delivery, entry())).isTrue();
        stores.deliveries().handedOver(delivery, MORNING, Optional.empty());
        assertThat(state(id)).isEqualTo(DeliveryState.DELIVERED);
        stores.deliveries()
                .confirmed(id, MORNING, new Confirmed(Optional.of("a.b.c"), Optional.of("NP-2093")), entry());
        stores.deliveries().handedOver(delivery, MORNING, Optional.empty());
        stores.deliveries().confirmed(id, MORNING, new Confirmed(Optional.of("d.e.f"), Optional.empty()), entry());

        assertThat(state(id)).isEqualTo(DeliveryState.RECEIVED);
        var to =
                stores.statuses().find(PROBATION, team -> true, request.sent().id()).orElseThrow().recipients().stream()
                        .filter(one -> one.agency().equals(POLICE))
                        .findFirst()
                        .orElseThrow();
        assertThat(to.readBy()).contains("NP-2093");
        for (int i = 0; i < 2; i++) {
            stores.deliveries()
                    .confirmed(id, MORNING, new Confirmed(Optional.of("g.h.i"), Optional.of("NP-7")), entry());
        }
        assertThat(stores.statuses()
                        .find(PROBATION, team -> true, request.sent().id())
                        .orElseThrow()
                        .recipients())
                .as("another reader is on record too, once")
                .anyMatch(one -> one.readBy().equals(Optional.of("NP-2093, NP-7")));
        assertThat(stores.mailboxes().of(POLICE, team -> true, 1000).deliveries())
                .noneMatch(waiting -> waiting.delivery().equals(id));
    }

    @Test
    void what_is_given_back_is_gone_for_its_recipient_and_answers_nothing() {
        Commitment request = stores(request(IDS.random(), "mailbox"));
        Commitment answer = stores(answer(request));
        assertThat(answerOf(request, POLICE)).isEqualTo(Answer.ANSWERED);
        UUID id = answer.parcels().get(0).delivery();
        Delivery delivery = stores.deliveries().find(PROBATION, id).orElseThrow();

        Notice notice = notice(POLICE, Notice.About.RETURNED, answer.sent().id());
        assertThat(judged(delivery, new Judged.GoesBack(MORNING, entry(), List.of(notice), Optional.empty())))
                .isPresent();

        assertThat(stores.deliveries().find(PROBATION, id)).isEmpty();
        assertThat(answerOf(request, POLICE)).isEqualTo(Answer.NOT_YET_ANSWERED);
        assertThat(stores.mailboxes().of(POLICE, team -> true, 1000).notices()).contains(notice);
        assertThat(released(delivery, entry())).isFalse();
    }

    @Test
    void a_later_place_waits_for_the_earlier_until_that_is_held() {
        String connector = "test-" + IDS.random();
        UUID conversation = IDS.random();
        Commitment first = request(conversation, connector);
        Commitment second = request(conversation, connector);
        stores.commitments().commit(first);
        stores.commitments().commit(second);
        UUID earlier = to(first, CHILDREN);
        assertThat(claim(connector, MORNING, LEASE))
                .extracting(Delivery::id)
                .containsExactlyInAnyOrder(to(first, POLICE), earlier);

        stores.held()
                .hold(
                        earlier,
                        MORNING,
                        Rows.notice(
                                Rows.PROBATION, Notice.About.HELD, first.sent().id()));
        assertThat(claim(connector, MORNING, LEASE)).extracting(Delivery::id).containsExactly(to(second, CHILDREN));
    }

    @Test
    void what_went_back_leaves_no_gap_in_the_order_that_its_recipient_sees() {
        UUID conversation = IDS.random();
        Commitment first = request(conversation, "mailbox");
        Commitment second = request(conversation, "mailbox");
        stores.commitments().commit(first);
        stores.commitments().commit(second);
        Delivery delivery = stores.deliveries().find(POLICE, to(first, POLICE)).orElseThrow();
        judged(delivery, new Judged.GoesBack(MORNING, entry(), List.of(), Optional.empty()));

        assertThat(stores.mailboxes().of(POLICE, team -> true, 1000).deliveries().stream()
                        .filter(waiting -> waiting.conversation().equals(conversation))
                        .map(Mailbox.Waiting::order))
                .containsExactly(1L);
    }

    @Test
    void a_held_delivery_is_its_senders_alone_and_can_be_taken_back_once() {
        UUID id = committed("mailbox");
        stores.held().hold(id, MORNING, Rows.notice(Rows.PROBATION, Notice.About.HELD, id));
        assertThat(stores.held().heldOf(Rows.PROBATION, 1000))
                .anyMatch(held -> held.delivery().equals(id));
        assertThat(stores.held().heldOf(POLICE, 1000)).isEmpty();
        assertThat(stores.deliveries().find(POLICE, id)).isPresent();
        assertThat(stores.held().takeBack(POLICE, id, MORNING, entry())).isFalse();
        assertThat(stores.held().takeBack(Rows.PROBATION, id, MORNING, entry())).isTrue();
        assertThat(stores.held().takeBack(Rows.PROBATION, id, MORNING, entry())).isFalse();
        assertThat(stores.deliveries().find(POLICE, id)).isEmpty();
    }

    private static List<Delivery> claim(String connector, Instant now, Duration lease) {
        return stores.deliveries().due(connector, now).stream()
                .flatMap(recipient -> stores.deliveries().claim(connector, recipient, now, 16, lease).stream())
                .toList();
    }

    private static boolean released(Delivery claimed, Entry evidence) {
        return judged(claimed, new Judged.Leaves(MORNING, evidence, Optional.empty(), Optional.empty(), false))
                .isPresent();
    }

    private static Optional<Judged> judged(Delivery claimed, Judged judged) {
        return stores.deliveries().release(claimed, Rows.question(), onRecord -> judged);
    }

    private static String connector() {
        return "test-" + IDS.random();
    }

    private static DeliveryState state(UUID delivery) {
        return Coded.of(
                DeliveryState.values(),
                sql.sql("select state from delivery where id = ?")
                        .param(delivery)
                        .query(String.class)
                        .single());
    }

    private static Commitment stores(Commitment commitment) {
        stores.commitments().commit(commitment);
        return commitment;
    }

    private static Answer answerOf(Commitment request, AgencyId agency) {
        return stores.statuses().find(PROBATION, team -> true, request.sent().id()).orElseThrow().recipients().stream()
                .filter(to -> to.agency().equals(agency))
                .findFirst()
                .orElseThrow()
                .answer();
    }

    private static int entries(Entry entry) {
        return sql.sql("select count(*) from entry where id = ?")
                .param(entry.id())
                .query(Integer.class)
                .single();
    }

    private static UUID committed(String connector) {
        Commitment request = request(IDS.random(), connector);
        stores.commitments().commit(request);
        return to(request, POLICE);
    }
}
