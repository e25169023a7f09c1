package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.nio.file.Path;
import java.time.Clock;
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
import java.util.function.Function;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.consent.OverrideDecision.Approval;
import org.concordat.protection.consent.OverrideDecision.Decider;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Person;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.Stores;
import org.concordat.routes.consent.Consents.Left;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitment.Allocated;
import org.concordat.routes.hop.Commitment.Rests;
import org.concordat.routes.hop.Notice;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Registry;
import org.concordat.sandbox.machine.Run;
import org.concordat.sandbox.postgres.Postgres;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is on record of consents, overrides and holdings, on a real PostgreSQL. */
class PostgresRecordsIT {
    private static final TeamId TEAM = new TeamId("team");
    private static final ForgedRows FORGED = new ForgedRows(Rows.MACS, IDS, Clock.systemUTC());

    @TempDir
    static Path home;

    private static Run run;
    private static Postgres postgres;
    private static JdbcClient sql;
    private static Transactions transactions;
    private static Stores stores;

    /** Nobody else's: tests share one database. */
    private String person = somebody();

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
        TransactionTemplate template = new TransactionTemplate(new JdbcTransactionManager(source));
        stores = PostgresStores.of(sql, template, Rows.MACS, IDS, Clock.systemUTC());
        transactions = new Transactions(sql, template, Rows.MACS);
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        run.close();
    }

    @Test
    void a_consent_comes_back_as_it_was_recorded() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));

        assertThat(stores.consents().find(given.id()))
                .hasValueSatisfying(there -> assertThat(there.consent()).isEqualTo(given));
        assertThat(onRecord(given).consents()).containsExactly(given);
    }

    @Test
    void versions_only_go_forward_and_an_id_stays_its_agencys() {
        Consent second = put(consent(2, PROBATION, State.GIVEN));

        assertThat(tryPut(version(second, 2, PROBATION, State.WITHDRAWN))).isFalse();
        assertThat(tryPut(version(second, 1, PROBATION, State.WITHDRAWN))).isFalse();
        assertThat(tryPut(version(second, 3, POLICE, State.WITHDRAWN))).isFalse();
        assertThat(tryPut(version(second, 3, PROBATION, State.WITHDRAWN))).isTrue();
    }

    @Test
    void a_refusal_by_another_agency_is_found_with_the_consent_that_is_named() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        Consent refused = put(consent(1, POLICE, State.REFUSED));

        assertThat(onRecord(given).consents()).containsExactlyInAnyOrder(given, refused);
    }

    @Test
    void where_a_refusal_was_changed_by_hand_nothing_counts() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        Consent refused = put(consent(1, POLICE, State.REFUSED));
        sql.sql("update consent set record = replace(record, 'refused', 'given') where id = ?")
                .param(refused.id())
                .update();

        assertThat(onRecord(given).consents()).isEmpty();
    }

    @Test
    void a_consent_that_was_changed_by_hand_is_not_on_record() {
        for (String change : List.of(
                "record = replace(record, 'refused', 'given')",
                "record = replace(record, 'nps-north-east', 'northshire-police')",
                "record = replace(record, 'resettlement', 'enforcement')",
                "subjects = subjects || array['pseudonyms-1.other']",
                "mac = ''")) {
            Consent refused = put(consent(1, PROBATION, State.REFUSED));
            sql.sql("update consent set " + change + " where id = ?")
                    .param(refused.id())
                    .update();
            assertThat(stores.consents().find(refused.id())).as(change).isEmpty();
            assertThat(onRecord(refused).consents()).as(change).isEmpty();
        }
    }

    @Test
    void a_consent_that_was_hidden_removed_or_put_back_by_hand_lets_nothing_count() {
        for (String change : List.of(
                "update consent set subjects = '{}' where id = :id",
                "delete from consent where id = :id",
                "update consent c set version = o.version, record = o.record, mac = o.mac from before o where c.id = :id")) {
            person = somebody();
            Consent named = put(consent(1, PROBATION, State.GIVEN));
            Consent given = put(consent(1, POLICE, State.GIVEN));
            postgresDoes("drop table if exists before");
            postgresDoes("create table before as select * from consent where id = '" + given.id() + "'");
            put(version(given, 2, POLICE, State.REFUSED));
            assertThat(onRecord(named).consents()).as(change).hasSize(2);
            postgresDoes(change.replace(":id", "'" + given.id() + "'"));
            assertThat(onRecord(named).consents()).as(change).isEmpty();
            assertThat(sql.sql("select count(*) from forged_row where relation = 'consent' and id = ?")
                            .param(given.id().toString())
                            .query(Integer.class)
                            .single())
                    .as(change)
                    .isEqualTo(1);
        }
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
    void who_would_be_forgotten_with_a_key_stops_the_start() {
        put(consent(1, PROBATION, State.REFUSED));
        PostgresStores.requireFound(sql, List.of("pseudonyms-2", "pseudonyms-1"));
        assertThatThrownBy(() -> PostgresStores.requireFound(sql, List.of("pseudonyms-2")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pseudonyms-2");
    }

    private static List<UUID> listed() {
        return stores.mailboxes().of(CHILDREN, 1000).deliveries().stream()
                .map(Mailbox.Waiting::delivery)
                .toList();
    }

    private static void postgresDoes(String statement) {
        JdbcClient.create(new DriverManagerDataSource(
                        postgres.jdbcUrl(),
                        postgres.superuser().username(),
                        postgres.superuser().password()))
                .sql(statement)
                .update();
    }

    @Test
    void a_mac_of_one_row_is_none_of_another() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID forged = IDS.random();
        sql.sql("""
                        insert into consent select :forged, version, agency, subjects, purposes, record, statement, mac
                        from consent where id = :id
                        """).param("forged", forged).param("id", given.id()).update();

        assertThat(stores.consents().find(forged)).isEmpty();
    }

    @Test
    void a_withdrawal_waits_for_a_release_and_then_recalls() throws Exception {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        UUID delivery = queued(given);
        ExecutorService other = Executors.newSingleThreadExecutor();
        List<Left> recalled = new ArrayList<>();
        try {
            Future<Boolean> withdrawn = transactions.in("release", inside -> {
                assertThat(PostgresRecords.locked(inside, FORGED, question(given))
                                .consents())
                        .containsExactly(given);
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
                PostgresRecords.locked(inside, FORGED, question(given));
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
                        then -> PostgresRecords.locked(then, FORGED, question(given))
                                .consents()
                                .contains(refused)));
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
                        boolean stands = PostgresRecords.locked(inside, FORGED, question(given)).consents().stream()
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

    @Test
    void a_case_is_held_from_when_its_allocation_was_received_until_the_next_one_was() {
        Holding first = holding(CHILDREN, MORNING);
        UUID delivery = allocated(first);
        assertThat(held()).isEmpty();

        sql.sql("update delivery set state = 'received' where id = ?")
                .param(delivery)
                .update();
        assertThat(held()).containsExactly(first);

        Instant later = MORNING.plus(Duration.ofDays(1));
        UUID byAStranger = allocated(holding(POLICE, later));
        sql.sql("update delivery set state = 'received' where id = ?")
                .param(byAStranger)
                .update();
        assertThat(held()).containsExactly(first);

        UUID next = allocated(CHILDREN, holding(POLICE, later));
        assertThat(held()).containsExactly(first);
        sql.sql("update delivery set state = 'received' where id = ?")
                .param(next)
                .update();
        assertThat(held())
                .singleElement()
                .satisfies(ended -> assertThat(ended.until()).contains(later));
    }

    @Test
    void where_a_holding_was_changed_by_hand_the_team_is_too_close() {
        for (String change : List.of(
                "record = replace(record, 'case', 'personal')",
                "record = replace(record, 'northshire-children', 'northshire-police')",
                "subjects = '{}'",
                "record = replace(record, 'pseudonyms-1', 'pseudonyms-2')",
                "delivery = (select min(id::text)::uuid from delivery where state = 'queued')",
                "mac = ''")) {
            committed(PROBATION, delivery -> Map.of(), delivery -> List.of());
            UUID id = IDS.random();
            assertThat(stores.holdings().put(id, holding(CHILDREN, MORNING), signed()))
                    .isTrue();
            assertThat(held()).extracting(Holding::interest).containsExactly(Holding.Interest.CASE);
            assertThat(stores.holdings().put(id, holding(POLICE, MORNING), signed()))
                    .isFalse();

            sql.sql("update holding set " + change + " where id = ?").param(id).update();

            assertThat(held()).as(change).extracting(Holding::interest).containsExactly(Holding.Interest.PERSONAL);
            sql.sql("delete from holding where id = ?").param(id).update();
        }
    }

    @Test
    void an_agencys_word_ends_no_other_agencys_case() {
        Holding first = holding(CHILDREN, MORNING);
        stores.holdings().put(IDS.random(), first, signed());
        Holding theirs = holding(POLICE, MORNING.plusSeconds(1));
        stores.holdings().put(IDS.random(), theirs, signed());

        assertThat(held()).containsExactly(first);
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

    private static boolean put(Consent consent, List<Left> recalled) {
        return stores.consents().put(consent, signed(consent), gone -> noted(recalled, gone));
    }

    private static List<Notice> noted(List<Left> recalled, Left gone) {
        recalled.add(gone);
        return List.of();
    }

    private Consent put(Consent consent) {
        assertThat(tryPut(consent)).isTrue();
        return consent;
    }

    private static boolean tryPut(Consent consent) {
        return stores.consents().put(consent, signed(consent), gone -> List.of());
    }

    /** A pseudonym has 43 characters after its key's name. */
    private static String somebody() {
        return "pseudonyms-1." + IDS.random() + "-nobody";
    }

    private static Signed signed(Consent consent) {
        Event event = Event.of(
                        Verb.COLLECTED, MORNING, "consent." + consent.stated().code(), consent.recordedBy())
                .clauses(List.of("consent/" + consent.id() + "/" + consent.version()))
                .subjects(List.copyOf(consent.subjects()));
        return new Signed("d".repeat(64), new Sealed(new byte[] {1}), Entry.of(IDS.random(), event));
    }

    private static Signed signed() {
        return new Signed("d".repeat(64), new Sealed(new byte[] {1}), Rows.entry());
    }

    private Consent consent(int version, AgencyId by, State state) {
        return new Consent(
                IDS.random(),
                version,
                by,
                state,
                Set.of(person),
                Set.of(new Purpose("resettlement")),
                Set.of(Category.RISK, Category.IDENTITY),
                Set.of(CHILDREN),
                MORNING,
                Optional.of(MORNING.plus(Duration.ofDays(90))));
    }

    private static Consent version(Consent of, int version, AgencyId by, State state) {
        return new Consent(
                of.id(),
                version,
                by,
                state,
                of.subjects(),
                of.purposes(),
                of.categories(),
                of.recipients(),
                of.recorded(),
                of.expires());
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

    private Holding holding(AgencyId agency, Instant from) {
        return new Holding(agency, TEAM, Holding.Interest.CASE, Set.of(person), from, Optional.empty());
    }

    private List<Holding> held() {
        return onRecord(consent(1, PROBATION, State.GIVEN)).holdings();
    }

    private Circumstances onRecord(Consent named) {
        return stores.records().of(question(named));
    }

    private Question question(Consent named) {
        return new Question(
                new Kind("contact-record"),
                PROBATION,
                new Question.To(CHILDREN, TEAM, new Role("role")),
                new Purpose("resettlement"),
                new Power("OMA14"),
                Set.of(),
                new Question.Stated("given", Optional.of(named.id()), Optional.empty()),
                MORNING,
                List.of(new Person(
                        new PartId("_00000000-0000-0000-0000-000000000001"),
                        SubjectCategory.CONVICTED,
                        List.of(person))),
                List.of(),
                Circumstances.NONE);
    }

    /** The delivery to children's services of a commitment that rests on the consent. */
    private static UUID queued(Consent consent) {
        return queued(consent, consent.subjects());
    }

    private static UUID queued(Consent consent, Set<String> about) {
        return committed(
                PROBATION,
                delivery -> Map.of(delivery, new Rests(consent.id(), List.copyOf(about))),
                delivery -> List.of());
    }

    private static UUID allocated(Holding holding) {
        return allocated(PROBATION, holding);
    }

    private static UUID allocated(AgencyId sender, Holding holding) {
        return committed(
                sender,
                delivery -> Map.of(),
                delivery -> List.of(new Allocated(IDS.random(), holding, Optional.of(delivery))));
    }

    private static UUID committed(
            AgencyId sender, Function<UUID, Map<UUID, Rests>> consents, Function<UUID, List<Allocated>> allocations) {
        Commitment plain = Rows.request(IDS.random(), "mailbox");
        Commitment.Sent sent = plain.sent();
        UUID delivery = plain.parcels().get(1).delivery();
        stores.commitments()
                .commit(new Commitment(
                        new Commitment.Sent(
                                sender,
                                sent.team(),
                                sent.id(),
                                sent.kind(),
                                sent.conversation(),
                                sent.inReplyTo(),
                                sent.actor(),
                                sent.committed(),
                                sent.respondBy(),
                                sent.overtakes(),
                                sent.digest()),
                        plain.original(),
                        plain.receipt(),
                        plain.parcels(),
                        plain.notAsked(),
                        plain.entries(),
                        consents.apply(delivery),
                        allocations.apply(delivery)));
        return delivery;
    }
}
