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

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concordat.protection.agency.Successions;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.Stores;
import org.concordat.routes.delivery.OpenChecks.Outstanding;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitments.OnRecord;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Quarantine;
import org.concordat.routes.hop.StoreUnavailable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the stores promise the routes, on a real PostgreSQL, as the login that may read and write rows only. */
@ExtendWith(Database.Extension.class)
class PostgresStoresIT {
    private static Database database;
    private static JdbcClient sql;
    private static Stores stores;

    @BeforeAll
    static void take(Database given) {
        database = given;
        sql = given.sql();
        stores = given.stores();
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
                        .find(PROBATION, team -> true, request.sent().id())
                        .orElseThrow()
                        .sentence())
                .contains("checks outstanding: northshire-children");
    }

    @Test
    void a_status_is_its_senders_alone_and_says_who_was_not_asked() {
        Commitment request = stores(request(IDS.random(), "mailbox"));

        assertThat(stores.statuses().find(POLICE, team -> true, request.sent().id()))
                .isEmpty();
        var status = stores.statuses()
                .find(PROBATION, team -> true, request.sent().id())
                .orElseThrow();
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
        assertThatThrownBy(() -> on("-c%20synchronous_commit=off")).hasMessageContaining("synchronous_commit");
    }

    @Test
    void a_commit_that_does_not_wait_for_the_standby_is_enough_only_where_there_is_none() throws Exception {
        assertThat(on("-c%20synchronous_commit=local")).isNotNull();
        database.standbys("a_standby");
        try {
            for (String less : List.of("local", "remote_write")) {
                assertThatThrownBy(() -> on("-c%20synchronous_commit=" + less)).hasMessageContaining("standby");
            }
            assertThat(on("-c%20synchronous_commit=remote_apply")).isNotNull();
        } finally {
            database.standbys("");
        }
    }

    private static Stores on(String options) {
        DriverManagerDataSource source = new DriverManagerDataSource(
                database.postgres().jdbcUrl() + (database.postgres().jdbcUrl().contains("?") ? "&" : "?") + "options="
                        + options,
                database.postgres().gateway().username(),
                database.postgres().gateway().password());
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        return new PostgresStores(JdbcClient.create(source), transaction, Rows.MACS, IDS, Clock.systemUTC())
                .stores(() -> new Successions(List.of()));
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

    private static long entries(List<Entry> entries) {
        return entries.stream()
                .mapToInt(entry -> count("select count(*) from entry where id = ?", entry.id()))
                .sum();
    }

    private static int count(String query, Object value) {
        return sql.sql(query).param(value).query(Integer.class).single();
    }
}
