package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.concordat.gateway.store.Rows.IDS;
import static org.concordat.gateway.store.Rows.POLICE;
import static org.concordat.gateway.store.Rows.PROBATION;

import java.util.List;
import java.util.UUID;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.Consent.State;
import org.junit.jupiter.api.Test;

/** Consents on record, on a real PostgreSQL: the latest word of each agency, and none that somebody else wrote. */
class PostgresConsentsIT extends RecordsOnPostgres {
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
    void a_person_who_is_called_like_a_citation_cites_nothing() {
        Consent given = put(consent(1, PROBATION, State.GIVEN));
        Consent others = put(consent(1, POLICE, State.GIVEN));
        for (String actor : List.of(
                "consent/" + given.id() + "/999999999",
                "consent/" + IDS.random() + "/1",
                "consent/" + "-".repeat(36) + "/1",
                "x/" + given.id())) {
            enteredBySomebodyCalled(actor, "consent.given", "consent/" + others.id() + "/1");
            assertThat(onRecord(given).consents()).as(actor).containsExactlyInAnyOrder(given, others);
        }
        assertThat(forged("consent", given.id())).isZero();
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
                "update consent set subjects = '{NULL}' where id = :id",
                "update consent set subjects = '{{a},{b}}' where id = :id",
                "delete from consent where id = :id",
                "update consent c set version = o.version, record = o.record, mac = o.mac from before o where c.id = :id")) {
            person = somebody();
            Consent named = put(consent(1, PROBATION, State.GIVEN));
            Consent given = put(consent(1, POLICE, State.GIVEN));
            superuserDoes("drop table if exists before");
            superuserDoes("create table before as select * from consent where id = '" + given.id() + "'");
            put(version(given, 2, POLICE, State.REFUSED));
            assertThat(onRecord(named).consents()).as(change).hasSize(2);
            superuserDoes(change.replace(":id", "'" + given.id() + "'"));
            assertThat(onRecord(named).consents()).as(change).isEmpty();
            assertThat(forged("consent", given.id())).as(change).isEqualTo(1);
            superuserDoes("delete from consent where id = '" + given.id() + "'");
        }
    }

    @Test
    void a_consent_that_nobody_asks_for_any_more_is_looked_at_all_the_same() {
        Consent genuine = put(consent(1, PROBATION, State.GIVEN));
        for (String change : List.of(
                "update consent set purposes = '{}' where id = :id",
                "update consent set purposes = '{NULL}' where id = :id",
                "update consent set purposes = '{{a},{b}}' where id = :id",
                "delete from consent where id = :id",
                "update consent c set version = o.version, record = o.record, mac = o.mac from before o where c.id = :id")) {
            Consent given = put(consent(1, POLICE, State.GIVEN));
            superuserDoes("drop table if exists before");
            superuserDoes("create table before as select * from consent where id = '" + given.id() + "'");
            put(version(given, 2, POLICE, State.REFUSED));
            superuserDoes(change.replace(":id", "'" + given.id() + "'"));
            lookThrough(stores.consents()::inspect);
            assertThat(forged("consent", given.id())).as(change).isEqualTo(1);
            superuserDoes("delete from consent where id = '" + given.id() + "'");
        }
        assertThat(forged("consent", genuine.id())).isZero();
    }

    @Test
    void who_would_be_forgotten_with_a_key_stops_the_start() {
        put(consent(1, PROBATION, State.REFUSED));
        database.all().requireFound(List.of("pseudonyms-2", "pseudonyms-1"));
        assertThatThrownBy(() -> database.all().requireFound(List.of("pseudonyms-2")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("pseudonyms-2");
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
}
