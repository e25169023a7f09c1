package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.HEARING;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.PROBATION;
import static org.concordat.gateway.store.Rows.answer;
import static org.concordat.gateway.store.Rows.entry;
import static org.concordat.gateway.store.Rows.notice;
import static org.concordat.gateway.store.Rows.request;
import static org.concordat.gateway.store.Rows.sealed;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.Stores;
import org.concordat.routes.delivery.DisclosureStatus.Answer;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.OpenChecks.Outstanding;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitments.OnRecord;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Quarantine;
import org.concordat.routes.hop.StoreUnavailable;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.postgres.Postgres;
import org.concordat.schemas.terminology.AgencyId;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the stores promise the routes, on a real PostgreSQL, as the login that may read and write rows only. */
class PostgresStoresIT {
    private static final Duration LEASE = Duration.ofMinutes(5);

    @TempDir
    static Path home;

    private static Run run;
    private static Postgres postgres;
    private static JdbcClient sql;
    private static Stores stores;

    @BeforeAll
    static void migrate() throws Exception {
        Cache cache = Cache.ofUser(System.getenv());
        run = new Registry(cache.root().resolve("runs")).begin(home, line -> {});
        postgres = Postgres.start(run, cache, line -> {});
        Flyway.configure()
                .dataSource(postgres.jdbcUrl(), postgres.username(), postgres.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
        DriverManagerDataSource source = new DriverManagerDataSource(
                postgres.jdbcUrl(),
                postgres.gateway().username(),
                postgres.gateway().password());
        sql = JdbcClient.create(source);
        stores = PostgresStores.of(
                sql, new TransactionTemplate(new JdbcTransactionManager(source)), Rows.MACS, IDS, Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        run.close();
    }

    @Test
    void a_commitment_is_found_under_its_sender_alone() {
        Commitment request = request(IDS.random(), "mailbox");
        assertThat(stores.commitments().find(PROBATION, request.sent().id())).isEmpty();

        OnRecord written = stores.commitments().commit(request);

        assertThat(written).isEqualTo(new OnRecord("a".repeat(64), request.receipt()));
        assertThat(stores.commitments().find(PROBATION, request.sent().id())).contains(written);
        assertThat(stores.commitments().find(POLICE, request.sent().id())).isEmpty();
        assertThat(entries(request.entries())).isEqualTo(request.entries().size());
    }

    @Test
    void an_id_is_committed_once_however_often_it_is_handed_in_at_once() throws Exception {
        UUID id = IDS.timed();
        CountDownLatch together = new CountDownLatch(8);
        ExecutorService hands = Executors.newFixedThreadPool(8);
        try {
            List<Future<OnRecord>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Commitment attempt = request(id, IDS.random(), "mailbox");
                answers.add(hands.submit(() -> {
                    together.countDown();
                    together.await();
                    return stores.commitments().commit(attempt);
                }));
            }
            List<OnRecord> given = new ArrayList<>();
            for (Future<OnRecord> answer : answers) {
                given.add(answer.get());
            }
            assertThat(given).containsOnly(given.get(0));
        } finally {
            hands.shutdownNow();
        }
        assertThat(count("select count(*) from delivery where disclosure = ?", id))
                .isEqualTo(2);
    }

    @Test
    void places_in_a_conversation_are_given_at_commit_without_gaps() {
        UUID conversation = IDS.random();
        stores.commitments().commit(request(conversation, "mailbox"));
        stores.commitments().commit(request(conversation, "mailbox"));

        assertThat(stores.mailboxes().of(POLICE, 1000).deliveries().stream()
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
        assertThat(entries(List.of(late))).isZero();
        assertThat(released(second, entry())).isTrue();
    }

    @Test
    void a_delivery_goes_from_queued_to_received_and_never_back() {
        Commitment request = stores(request(IDS.random(), "mailbox"));
        UUID id = request.parcels().get(0).delivery();
        Delivery delivery = stores.deliveries().find(POLICE, id).orElseThrow();
        assertThat(stores.deliveries().find(PROBATION, id)).isEmpty();
        assertThat(delivery.content()).isEqualTo(request.parcels().get(0).content());

        assertThat(released(delivery, entry())).isTrue();
        stores.deliveries().handedOver(delivery, MORNING, Optional.empty());
        assertThat(state(id)).isEqualTo(DeliveryState.DELIVERED);
        stores.deliveries()
                .confirmed(id, MORNING, new Confirmed(Optional.of("a.b.c"), Optional.of("NP-2093")), entry());
        stores.deliveries().handedOver(delivery, MORNING, Optional.empty());
        stores.deliveries().confirmed(id, MORNING, new Confirmed(Optional.of("d.e.f"), Optional.empty()), entry());

        assertThat(state(id)).isEqualTo(DeliveryState.RECEIVED);
        var to = stores.statuses().find(PROBATION, request.sent().id()).orElseThrow().recipients().stream()
                .filter(one -> one.agency().equals(POLICE))
                .findFirst()
                .orElseThrow();
        assertThat(to.readBy()).contains("NP-2093");
        assertThat(stores.mailboxes().of(POLICE, 1000).deliveries())
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
        assertThat(judged(delivery, new Judged.GoesBack(MORNING, entry(), List.of(notice))))
                .isPresent();

        assertThat(stores.deliveries().find(PROBATION, id)).isEmpty();
        assertThat(answerOf(request, POLICE)).isEqualTo(Answer.NOT_YET_ANSWERED);
        assertThat(stores.mailboxes().of(POLICE, 1000).notices()).contains(notice);
        assertThat(released(delivery, entry())).isFalse();
    }

    @Test
    void an_answer_is_the_askers_and_only_in_its_conversation() {
        Commitment request = stores(request(IDS.random(), "mailbox"));
        UUID id = request.sent().id();
        UUID conversation = request.sent().conversation();

        assertThat(stores.commitments().sendersOf(id, conversation, POLICE)).containsExactly(PROBATION);
        assertThat(stores.commitments().sendersOf(id, IDS.random(), POLICE)).isEmpty();
        assertThat(stores.commitments().sendersOf(id, conversation, PROBATION)).isEmpty();
    }

    @Test
    void checks_are_outstanding_from_the_hearing_on_and_told_once() {
        Commitment request = stores(request(IDS.random(), "mailbox"));
        stores(answer(request));
        assertThat(overdue(request, HEARING.minusMillis(1))).isEmpty();

        Outstanding outstanding = overdue(request, HEARING).orElseThrow();
        assertThat(outstanding.missing()).containsExactly(CHILDREN);
        Notice notice = notice(
                PROBATION, Notice.About.CHECKS_OUTSTANDING, request.sent().id());
        assertThat(stores.openChecks().tell(outstanding, notice)).isTrue();
        assertThat(stores.openChecks()
                        .tell(
                                outstanding,
                                notice(
                                        PROBATION,
                                        Notice.About.CHECKS_OUTSTANDING,
                                        request.sent().id())))
                .isFalse();

        assertThat(overdue(request, HEARING)).isEmpty();
        assertThat(stores.statuses()
                        .find(PROBATION, request.sent().id())
                        .orElseThrow()
                        .sentence())
                .contains("checks outstanding: northshire-children");
    }

    @Test
    void a_status_is_its_senders_alone_and_says_who_was_not_asked() {
        Commitment request = stores(request(IDS.random(), "mailbox"));

        assertThat(stores.statuses().find(POLICE, request.sent().id())).isEmpty();
        var status = stores.statuses().find(PROBATION, request.sent().id()).orElseThrow();
        assertThat(status.receipt()).isEqualTo(request.receipt().jws());
        assertThat(status.respondBy()).contains(HEARING);
        assertThat(status.notAsked()).hasSize(1);
        assertThat(status.notAsked().get(0).code()).isEqualTo("clear.no-clause-applies");
    }

    @Test
    void the_same_bytes_are_quarantined_once() {
        String digest = "d".repeat(64);
        for (int i = 0; i < 2; i++) {
            assertThat(stores.quarantine()
                            .keep(new Quarantine.SetAside(IDS.timed(), POLICE, MORNING, digest, sealed("q"))))
                    .isTrue();
        }
        assertThat(count("select count(*) from quarantine where digest = ?", digest))
                .isEqualTo(1);
    }

    @Test
    void an_error_of_the_database_names_no_value() {
        Entry entry = entry();
        stores.refusals().append(List.of(entry));

        assertThatThrownBy(() -> stores.refusals().append(List.of(entry)))
                .isInstanceOf(StoreUnavailable.class)
                .hasNoCause()
                .hasMessage("append refusals failed, SQL state 23505");
    }

    @Test
    void a_database_that_may_lose_what_it_acknowledged_is_not_used() {
        DriverManagerDataSource lossy = new DriverManagerDataSource(
                postgres.jdbcUrl() + (postgres.jdbcUrl().contains("?") ? "&" : "?")
                        + "options=-c%20synchronous_commit=off",
                postgres.gateway().username(),
                postgres.gateway().password());

        assertThatThrownBy(() -> PostgresStores.of(
                        JdbcClient.create(lossy),
                        new TransactionTemplate(new JdbcTransactionManager(lossy)),
                        Rows.MACS,
                        IDS,
                        Clock.systemUTC()))
                .hasMessageContaining("synchronous_commit");
    }

    private static List<Delivery> claim(String connector, Instant now, Duration lease) {
        return stores.deliveries().due(connector, now).stream()
                .flatMap(recipient -> stores.deliveries().claim(connector, recipient, now, 16, lease).stream())
                .toList();
    }

    private static boolean released(Delivery claimed, Entry evidence) {
        return judged(claimed, new Judged.Leaves(MORNING, evidence)).isPresent();
    }

    private static Optional<Judged> judged(Delivery claimed, Judged judged) {
        return stores.deliveries().release(claimed, Rows.question(), onRecord -> judged);
    }

    private static Commitment stores(Commitment commitment) {
        stores.commitments().commit(commitment);
        return commitment;
    }

    private static Optional<Outstanding> overdue(Commitment request, Instant now) {
        return stores.openChecks().overdue(now, 1000).stream()
                .filter(one -> one.disclosure().equals(request.sent().id()))
                .findFirst();
    }

    private static Answer answerOf(Commitment request, AgencyId agency) {
        return stores.statuses().find(PROBATION, request.sent().id()).orElseThrow().recipients().stream()
                .filter(to -> to.agency().equals(agency))
                .findFirst()
                .orElseThrow()
                .answer();
    }

    private static String connector() {
        return "test-" + IDS.random();
    }

    private static DeliveryState state(UUID delivery) {
        return DeliveryState.ofCode(sql.sql("select state from delivery where id = ?")
                .param(delivery)
                .query(String.class)
                .single());
    }

    private static long entries(List<Entry> entries) {
        return entries.stream()
                .mapToInt(entry -> count("select count(*) from entry where id = ?", entry.id()))
                .sum();
    }

    private static int count(String query, Object value) {
        return sql.sql(query).param(value).query(Integer.class).single();
    }
}
