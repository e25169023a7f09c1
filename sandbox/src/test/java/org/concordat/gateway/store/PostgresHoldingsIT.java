package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.CHILDREN;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.holding.Holding;
import org.concordat.routes.hop.Commitment.Allocated;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;

/** Who holds a case, on a real PostgreSQL: from when an allocation was received, and never by hand. */
class PostgresHoldingsIT extends RecordsOnPostgres {
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
        return committed(
                sender,
                delivery -> Map.of(),
                delivery -> List.of(new Allocated(IDS.random(), holding, Optional.of(delivery))));
    }
}
