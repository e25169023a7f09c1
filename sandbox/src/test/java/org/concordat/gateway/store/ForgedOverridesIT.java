package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.MORNING;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Overrides.Put;
import org.concordat.routes.consent.Overrides.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Overrides on record whose rows somebody made, changed, put back or removed: none counts, and none can be silenced. */
class ForgedOverridesIT extends OverridesOnPostgres {
    @Test
    void a_second_person_that_somebody_wrote_in_makes_it_nobodys() {
        Overrides.OnRecord proposed = override();
        propose(proposed);
        sql.sql("update override_decision set record = ? where id = ?")
                .params(
                        StatementJson.kept(approvedBy(proposed, "NPS-2")),
                        proposed.decision().id())
                .update();
        assertThat(stores.overrides().find(proposed.decision().id())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from override_decision where id = :id",
                "update override_decision set record = :approved, approval = proposal where id = :id",
                "update override_decision set record = replace(record, '\"due\":\"2026', '\"due\":\"2126') where id = :id",
                "update override_decision set record = replace(record, 'emergency\":true', 'emergency\":false') where id = :id",
                "update override_decision set record = replace(record, 'told\":false', 'told\":true') where id = :id",
                "update override_decision set record = 'nothing' where id = :id",
                "update override_decision set id = gen_random_uuid() where id = :id",
                "update override_decision set mac = '' where id = :id",
            })
    void an_emergency_that_was_silenced_by_hand_raises_the_alarm_and_is_told_once(String silencing) {
        Overrides.OnRecord proposed = emergency();
        UUID id = proposed.decision().id();
        sql.sql(silencing)
                .param("id", id)
                .param("approved", StatementJson.kept(approvedBy(proposed, "NPS-2")))
                .update();

        Standing standing = standing(id);
        assertThat(standing).isEqualTo(new Standing(id, Optional.empty(), Optional.of(PROBATION)));
        assertThat(forged("override", id)).isEqualTo(1);
        assertThat(tell(standing)).isTrue();
        assertThat(tell(standing)).isFalse();
        assertThat(standing(id).alone()).isEmpty();
    }

    @Test
    void who_enters_by_hand_that_it_was_approved_silences_nothing() {
        UUID id = emergency().decision().id();
        Entry made = Entry.of(
                IDS.random(),
                Event.of(Verb.ALTERED, MORNING, "override.approved", PROBATION)
                        .clauses(List.of("override/" + id + "/2")));
        sql.sql("insert into entry (id, bytes, hash, mac) values (?, ?, ?, 'rows-1.made')")
                .params(made.id(), made.toByteArray(), made.hash())
                .update();

        assertThat(standing(id).alone()).contains(PROBATION);
        assertThat(forged("override", id)).isEqualTo(1);
    }

    @Test
    void who_takes_the_mac_from_its_entry_too_silences_nothing_once_that_has_its_place() {
        UUID id = emergency().decision().id();
        stores.ledger().extend(100_000, PostgresLedgerIT::take);
        sql.sql("""
                        update entry set mac = ''
                        where encode(bytes, 'escape') like '%"override/' || ? || '/1"%'
                        """).param(id.toString()).update();
        sql.sql("delete from override_decision where id = ?").param(id).update();
        assertThat(standing(id).alone()).contains(PROBATION);
    }

    @Test
    void who_enters_an_emergency_by_hand_at_a_place_that_is_free_has_nobody_told_of_it() {
        UUID id = IDS.random();
        Entry made = Entry.of(
                IDS.random(),
                Event.of(Verb.COLLECTED, MORNING, "override.emergency", PROBATION)
                        .clauses(List.of("override/" + id + "/1")));
        sql.sql("""
                        insert into entry (id, bytes, hash, mac, position)
                        values (?, ?, ?, 'rows-1.made', (select coalesce(max(position), 0) + 1 from entry))
                        """).params(made.id(), made.toByteArray(), made.hash()).update();
        assertThat(standing(id).alone()).isEmpty();
    }

    @Test
    void who_writes_beforehand_that_a_row_was_found_keeps_nothing_out_of_the_ledger() {
        UUID id = emergency().decision().id();
        sql.sql("insert into forged_row (relation, id, mac) values ('override', ?, 'rows-1.made')")
                .param(id.toString())
                .update();
        sql.sql("delete from override_decision where id = ?").param(id).update();
        int before = entered();
        standing(id);
        standing(id);
        assertThat(entered()).isEqualTo(before + 1);
    }

    @Test
    void an_override_that_was_put_back_counts_no_more_and_nobody_is_told_twice() {
        for (boolean inTime : List.of(true, false)) {
            Overrides.OnRecord one = emergency();
            UUID id = one.decision().id();
            String record = column("record", id);
            String mac = column("mac", id);
            assertThat(inTime ? approve(approvedBy(one, "NPS-2")) : tell(standing(id)))
                    .isTrue();
            sql.sql("update override_decision set record = ?, approval = null, mac = ? where id = ?")
                    .params(record, mac, id)
                    .update();

            assertThat(standing(id)).isEqualTo(new Standing(id, Optional.empty(), Optional.empty()));
            assertThat(stores.overrides().find(id)).isEmpty();
            assertThat(approve(approvedBy(one, "NPS-3"))).isFalse();
            assertThat(forged("override", id)).isEqualTo(1);
        }
    }

    @Test
    void a_row_that_somebody_made_is_found_although_nobody_names_it() {
        Overrides.OnRecord made = override();
        UUID id = made.decision().id();
        sql.sql("insert into override_decision (id, record, proposal, mac) values (?, ?, '', '')")
                .params(id, StatementJson.kept(made))
                .update();
        assertThat(standing(id)).isEqualTo(new Standing(id, Optional.empty(), Optional.empty()));
        assertThat(forged("override", id)).isEqualTo(1);
    }

    @Test
    void who_hides_that_one_person_decided_alone_lets_nobody_decide_alone_again() {
        for (String change : List.of(
                "delete from override_decision where id = :id",
                "update override_decision set record = replace(record, 'pseudonyms-1', 'pseudonyms-9') where id = :id",
                "update override_decision set approval = proposal, mac = '' where id = :id")) {
            person = somebody();
            Overrides.OnRecord before = override();
            propose(before);
            sql.sql(change).param("id", before.decision().id()).update();
            assertThat(propose(override())).as(change).isEqualTo(Put.LEFT_ALONE);
            assertThat(forged("override", before.decision().id())).as(change).isEqualTo(1);
        }
    }

    private static String column(String name, UUID id) {
        return sql.sql("select " + name + " from override_decision where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    /** How many entries say that a row of an override was forged. */
    private static int entered() {
        return sql.sql("select count(*) from entry where encode(bytes, 'escape') like '%row.forged%\"override\"%'")
                .query(Integer.class)
                .single();
    }
}
