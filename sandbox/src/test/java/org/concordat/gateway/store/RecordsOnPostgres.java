package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.agency.Successions;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Person;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.Stores;
import org.concordat.routes.consent.Consents.Left;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Commitment.Allocated;
import org.concordat.routes.hop.Commitment.Rests;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.ledger.RowInspection;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the tests of records put on record, on a real PostgreSQL, each about a person of its own. */
@ExtendWith(Database.Extension.class)
abstract class RecordsOnPostgres {
    static final TeamId TEAM = new TeamId("team");
    static final ForgedRows FORGED = new ForgedRows(Rows.MACS, IDS, Clock.systemUTC());

    static JdbcClient sql;
    static Transactions transactions;
    static Stores stores;
    static PostgresRecords records;
    static Database database;

    /** Nobody else's: tests share one database. */
    String person = somebody();

    @BeforeAll
    static void take(Database given) {
        database = given;
        sql = given.sql();
        transactions = new Transactions(sql, given.transaction(), Rows.MACS);
        stores = given.stores();
        records = new PostgresRecords(transactions, FORGED, () -> new Successions(List.of()));
    }

    /** As somebody who may do everything to the server. */
    static void superuserDoes(String statement) {
        database.as(database.postgres().superuser()).sql(statement).update();
    }

    /** How often a row was entered as one that the gateway did not write. */
    static int forged(String relation, UUID id) {
        return sql.sql("select count(*) from forged_row where relation = ? and id = ?")
                .params(relation, id.toString())
                .query(Integer.class)
                .single();
    }

    /** From the first to the last, as the gateway does it over and over. */
    static void lookThrough(RowInspection.Rows rows) {
        Optional<UUID> last = rows.inspect(Optional.empty(), 3);
        while (last.isPresent()) {
            last = rows.inspect(last, 3);
        }
    }

    static boolean put(Consent consent, List<Left> recalled) {
        return put(consent, consent.recipients(), recalled);
    }

    static boolean put(Consent consent, Set<AgencyId> named, List<Left> recalled) {
        return stores.consents().put(consent, named, signed(consent), gone -> noted(recalled, gone));
    }

    private static List<Notice> noted(List<Left> recalled, Left gone) {
        recalled.add(gone);
        return List.of();
    }

    Consent put(Consent consent) {
        assertThat(tryPut(consent)).isTrue();
        return consent;
    }

    static boolean tryPut(Consent consent) {
        return stores.consents().put(consent, consent.recipients(), signed(consent), gone -> List.of());
    }

    /** A pseudonym has 43 characters after its key's name. */
    static String somebody() {
        return "pseudonyms-1." + IDS.random() + "-nobody";
    }

    private static Signed signed(Consent consent) {
        Event event = Event.of(
                        Verb.COLLECTED, MORNING, "consent." + consent.stated().code(), consent.recordedBy())
                .clauses(List.of("consent/" + consent.id() + "/" + consent.version()))
                .subjects(List.copyOf(consent.subjects()));
        return new Signed("d".repeat(64), new Sealed(new byte[] {1}), Entry.of(IDS.random(), event));
    }

    static Signed signed() {
        return new Signed("d".repeat(64), new Sealed(new byte[] {1}), Rows.entry());
    }

    /** An agency's own words, where it may choose them, in the form of what the gateway cites. */
    void enteredBySomebodyCalled(String actor, String code, String cited) {
        Event event = Event.of(Verb.COLLECTED, MORNING, code, PROBATION)
                .actor(actor)
                .clauses(List.of(cited))
                .subjects(List.of(person));
        transactions.run("enter", sql -> Entries.append(sql, Rows.MACS, Entry.of(IDS.random(), event)));
    }

    Consent consent(int version, AgencyId by, State state) {
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

    static Consent version(Consent of, int version, AgencyId by, State state) {
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

    Circumstances onRecord(Consent named) {
        return stores.records().of(question(named));
    }

    Question question(Consent named) {
        return new Question(
                new Kind("contact-record"),
                PROBATION,
                new RoleQueue(CHILDREN, TEAM, new Role("role")),
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
    static UUID queued(Consent consent) {
        return queued(consent, consent.subjects());
    }

    static UUID queued(Consent consent, Set<String> about) {
        return committed(
                PROBATION,
                delivery -> Map.of(delivery, new Rests(consent.id(), List.copyOf(about))),
                delivery -> List.of());
    }

    static UUID committed(
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
                        allocations.apply(delivery),
                        plain.notices(),
                        plain.answers()));
        return delivery;
    }
}
