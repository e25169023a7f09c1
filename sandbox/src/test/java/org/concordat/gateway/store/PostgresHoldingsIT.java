package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.agency.Successions;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.Registered;
import org.concordat.routes.consent.Holdings;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Commitment.Allocated;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Deliveries.Judged;
import org.concordat.routes.hop.Delivery;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

/** Who holds a case, on a real PostgreSQL: from when an allocation was received, and never by hand. */
class PostgresHoldingsIT extends RecordsOnPostgres {
    @Test
    void a_case_is_held_from_when_its_allocation_was_received_until_the_next_one_was() {
        Holding first = holding(CHILDREN, MORNING);
        UUID delivery = allocated(first);
        assertThat(held()).isEmpty();

        received(delivery);
        assertThat(held()).containsExactly(first);

        Instant later = MORNING.plus(Duration.ofDays(1));
        UUID byAStranger = allocated(holding(POLICE, later));
        received(byAStranger);
        assertThat(held()).containsExactly(first);

        UUID next = allocated(CHILDREN, holding(POLICE, later));
        assertThat(held()).containsExactly(first);
        received(next);
        assertThat(held())
                .singleElement()
                .satisfies(ended -> assertThat(ended.until()).contains(later));
    }

    @Test
    void what_the_team_of_an_agency_that_ended_held_is_its_successors_from_the_day_on() {
        put(holding(POLICE, MORNING.minus(Duration.ofDays(30))));
        assertThat(held()).as("nobody has ended").isEmpty();
        for (Duration before : List.of(Duration.ZERO, Duration.ofDays(7))) {
            assertThat(after(MORNING.minus(before))
                            .of(question(consent(1, PROBATION, Consent.State.GIVEN)))
                            .holdings())
                    .singleElement()
                    .satisfies(
                            holding -> assertThat(holding.isOf(CHILDREN, TEAM)).isTrue());
        }
        assertThat(after(MORNING.plusSeconds(1))
                        .of(question(consent(1, PROBATION, Consent.State.GIVEN)))
                        .holdings())
                .as("the day is to come")
                .isEmpty();
    }

    @Test
    void a_case_that_was_handed_over_before_the_day_is_not_its_successors() {
        put(holding(POLICE, MORNING.minus(Duration.ofDays(30))));
        UUID delivery = allocated(
                POLICE,
                new Holding(
                        CHILDREN,
                        new TeamId("another"),
                        Holding.Interest.CASE,
                        Set.of(person),
                        MORNING.minusSeconds(1),
                        Optional.empty()));
        received(delivery);
        assertThat(after(MORNING)
                        .of(question(consent(1, PROBATION, Consent.State.GIVEN)))
                        .holdings())
                .singleElement()
                .satisfies(holding -> assertThat(holding.until()).contains(MORNING.minusSeconds(1)));
    }

    @Test
    void a_case_that_was_handed_over_between_two_successions_is_not_the_last_successors() {
        AgencyId mid = new AgencyId("northshire-combined");
        put(holding(POLICE, MORNING.minus(Duration.ofDays(30))));
        received(allocated(
                mid,
                new Holding(
                        CHILDREN,
                        new TeamId("another"),
                        Holding.Interest.CASE,
                        Set.of(person),
                        MORNING.minusSeconds(1),
                        Optional.empty())));
        assertThat(after(ended(POLICE, MORNING.minus(Duration.ofDays(7)), mid), ended(mid, MORNING, CHILDREN))
                        .of(question(consent(1, PROBATION, Consent.State.GIVEN)))
                        .holdings())
                .singleElement()
                .satisfies(holding -> assertThat(holding.until()).contains(MORNING.minusSeconds(1)));
    }

    /** What is on record, where the police have ended then and children's services have their team's work. */
    private static PostgresRecords after(Instant end) {
        return after(ended(POLICE, end, CHILDREN));
    }

    private static PostgresRecords after(Agency... ended) {
        return new PostgresRecords(transactions, FORGED, () -> new Successions(List.of(ended)));
    }

    private static Agency ended(AgencyId id, Instant end, AgencyId successor) {
        Set<Role> roles = Set.of(new Role("role"));
        return Registered.as(id)
                .until(end)
                .succeeded(new Succession(
                        "Test Scheme",
                        LocalDate.EPOCH,
                        false,
                        List.of(new Succession.Transfer(TEAM, roles, successor, TEAM))))
                .teams(new Agency.Team(TEAM, "team", roles))
                .agency();
    }

    @Test
    void who_handed_a_case_over_and_whether_it_was_received_is_nobodys_to_write() {
        Instant later = MORNING.plus(Duration.ofDays(1));
        for (String change : List.of("state = 'received'", "sender = 'northshire-children'", "mac = ''")) {
            person = somebody();
            put(holding(CHILDREN, MORNING));
            UUID byAStranger = allocated(holding(POLICE, later));
            assertThat(held()).as(change).extracting(Holding::until).containsExactly(Optional.empty());
            if (change.startsWith("sender")) {
                received(byAStranger);
                sql.sql(
                                "insert into disclosure select 'northshire-children', id, kind, conversation, in_reply_to, actor,"
                                        + " committed, respond_by, digest, original, receipt, outstanding_told, team, overtakes"
                                        + " from disclosure where id = (select disclosure from delivery where id = ?)")
                        .param(byAStranger)
                        .update();
            }
            sql.sql("update delivery set " + change + " where id = ?")
                    .param(byAStranger)
                    .update();

            assertThat(held()).as(change).extracting(Holding::interest).containsExactly(Holding.Interest.PERSONAL);
        }
    }

    @Test
    void a_holding_that_was_hidden_removed_or_put_back_by_hand_makes_the_team_too_close() {
        for (String change : List.of(
                "update holding set subjects = '{}', record = replace(record, 'pseudonyms-1', 'pseudonyms-9') where id = :id",
                "delete from holding where id = :id",
                "update holding h set version = o.version, record = o.record, mac = o.mac from before o where h.id = :id")) {
            person = somebody();
            UUID id = put(holding(CHILDREN, MORNING));
            superuserDoes("drop table if exists before");
            superuserDoes("create table before as select * from holding where id = '" + id + "'");
            assertThat(tryPut(id, 2, holding(CHILDREN, MORNING.plusSeconds(1)))).isTrue();
            assertThat(held()).as(change).extracting(Holding::interest).containsExactly(Holding.Interest.CASE);

            superuserDoes(change.replace(":id", "'" + id + "'"));

            assertThat(held()).as(change).extracting(Holding::interest).containsExactly(Holding.Interest.PERSONAL);
            assertThat(forged("holding", id)).as(change).isEqualTo(1);
        }
    }

    @Test
    void a_holding_that_nobody_asks_for_any_more_is_looked_at_all_the_same() {
        UUID genuine = put(holding(CHILDREN, MORNING));
        for (String change : List.of(
                "update holding set agency = 'nobody' where id = :id",
                "delete from holding where id = :id",
                "update holding h set version = o.version, record = o.record, mac = o.mac from before o where h.id = :id")) {
            UUID id = put(holding(CHILDREN, MORNING));
            superuserDoes("drop table if exists before");
            superuserDoes("create table before as select * from holding where id = '" + id + "'");
            assertThat(tryPut(id, 2, holding(CHILDREN, MORNING.plusSeconds(1)))).isTrue();
            superuserDoes(change.replace(":id", "'" + id + "'"));
            lookThrough(stores.holdings()::inspect);
            assertThat(forged("holding", id)).as(change).isEqualTo(1);
        }
        assertThat(forged("holding", genuine)).isZero();
    }

    @Test
    void a_person_who_is_called_like_a_citation_cites_nothing() {
        UUID id = put(holding(CHILDREN, MORNING));
        for (String actor : List.of(
                "holding/" + id + "/999999999",
                "holding/" + IDS.random() + "/1",
                "holding/" + "-".repeat(36) + "/1",
                "x/" + id)) {
            enteredBySomebodyCalled(actor, "holding.declared", "holding/" + id + "/1");
            assertThat(held()).as(actor).extracting(Holding::interest).containsExactly(Holding.Interest.CASE);
        }
        assertThat(forged("holding", id)).isZero();
    }

    @Test
    void the_last_version_that_there_can_be_counts() {
        UUID id = put(holding(CHILDREN, MORNING));
        assertThat(tryPut(id, 999_999_999, holding(CHILDREN, MORNING.plusSeconds(1))))
                .isTrue();
        assertThat(held()).extracting(Holding::interest).containsExactly(Holding.Interest.CASE);
    }

    @Test
    void a_case_that_was_handed_over_is_missed_where_its_row_is_gone() {
        received(allocated(holding(CHILDREN, MORNING)));
        assertThat(held()).extracting(Holding::interest).containsExactly(Holding.Interest.CASE);

        sql.sql("delete from holding where subjects = array[cast(? as text)]")
                .param(person)
                .update();

        assertThat(held()).extracting(Holding::interest).containsExactly(Holding.Interest.PERSONAL);
    }

    @Test
    void a_holdings_versions_only_go_forward_and_its_id_stays_its_agencys() {
        UUID id = put(holding(CHILDREN, MORNING));

        assertThat(tryPut(id, 1, holding(CHILDREN, MORNING.plusSeconds(1)))).isFalse();
        assertThat(tryPut(id, 2, holding(POLICE, MORNING))).isFalse();
        assertThat(tryPut(id, 2, holding(CHILDREN, MORNING.plusSeconds(1)))).isTrue();
        assertThat(stores.holdings().find(id))
                .hasValueSatisfying(there -> assertThat(there.version()).isEqualTo(2));
    }

    @Test
    void where_a_holding_was_changed_by_hand_the_team_is_too_close() {
        for (String change : List.of(
                "record = replace(record, 'case', 'personal')",
                "record = replace(record, 'northshire-children', 'northshire-police')",
                "subjects = '{}'",
                "subjects = '{NULL}'",
                "subjects = '{{a},{b}}'",
                "record = replace(record, 'pseudonyms-1', 'pseudonyms-2')",
                "delivery = (select min(id::text)::uuid from delivery where state = 'queued')",
                "mac = ''")) {
            committed(PROBATION, delivery -> Map.of(), delivery -> List.of());
            person = somebody();
            UUID id = put(holding(CHILDREN, MORNING));
            assertThat(held()).extracting(Holding::interest).containsExactly(Holding.Interest.CASE);

            sql.sql("update holding set " + change + " where id = ?").param(id).update();

            assertThat(held()).as(change).extracting(Holding::interest).containsExactly(Holding.Interest.PERSONAL);
        }
    }

    @Test
    void an_agencys_word_ends_no_other_agencys_case() {
        Holding first = holding(CHILDREN, MORNING);
        put(first);
        put(holding(POLICE, MORNING.plusSeconds(1)));

        assertThat(held()).containsExactly(first);
    }

    private static UUID put(Holding holding) {
        UUID id = IDS.random();
        assertThat(tryPut(id, 1, holding)).isTrue();
        return id;
    }

    private static boolean tryPut(UUID id, int version, Holding holding) {
        Signed signed = new Signed("d".repeat(64), new Sealed(new byte[] {1}), evidence(id, version, holding));
        return stores.holdings().put(id, new Holdings.OnRecord(holding, version, Optional.of("d".repeat(64))), signed);
    }

    private static Entry evidence(UUID id, int version, Holding holding) {
        Event event = Event.of(Verb.COLLECTED, MORNING, "holding.declared", holding.agency())
                .clauses(List.of("holding/" + id + "/" + version))
                .subjects(List.copyOf(holding.subjects()));
        return Entry.of(IDS.random(), event);
    }

    private static void received(UUID id) {
        Delivery delivery = stores.deliveries().find(CHILDREN, id).orElseThrow();
        Judged leaves = new Judged.Leaves(MORNING, Rows.entry(), Optional.empty(), Optional.empty(), false);
        stores.deliveries().release(delivery, Rows.question(), onRecord -> leaves);
        Confirmed confirmed = new Confirmed(Optional.of("a.b.c"), Optional.empty());
        stores.deliveries().confirmed(id, MORNING, confirmed, Rows.entry());
    }

    private Holding holding(AgencyId agency, Instant from) {
        return new Holding(agency, TEAM, Holding.Interest.CASE, Set.of(person), from, Optional.empty());
    }

    private List<Holding> held() {
        return onRecord(consent(1, PROBATION, State.GIVEN)).holdings();
    }

    private static UUID allocated(Holding holding) {
        return allocated(PROBATION, holding);
    }

    private static UUID allocated(AgencyId sender, Holding holding) {
        UUID id = IDS.random();
        return committed(
                sender,
                delivery -> Map.of(),
                delivery -> List.of(new Allocated(id, holding, Optional.of(delivery), evidence(id, 1, holding))));
    }
}
