package org.concordat.gateway.store;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A lock of the whole database that holds until the transaction ends. The one place that speaks PostgreSQL's own words
 * for it: an engine that lacks them needs another class here.
 */
enum AdvisoryLock {
    /** Held by the node that gives entries their positions. */
    LEDGER(4_718_206_931L),
    /** Held by the node that puts a bundle in force. */
    BUNDLE(4_718_206_932L);

    private final long key;

    AdvisoryLock(long key) {
        this.key = key;
    }

    /** Whether the transaction has it now; false when another one does. Never waits. */
    boolean isTaken(JdbcClient sql) {
        return sql.sql("select pg_try_advisory_xact_lock(?)")
                .param(key)
                .query(Boolean.class)
                .single();
    }

    /** Takes it; waits for who has it. */
    void take(JdbcClient sql) {
        sql.sql("select pg_advisory_xact_lock(?)")
                .param(key)
                .query((row, n) -> n)
                .list();
    }

    /**
     * Takes what is on record of these people, in an order that is the same for all; waits for who has it.
     *
     * @param people pseudonyms; ids of overrides, so that one whose row was removed can be taken as well; and agencies, for
     *     whether they are paused
     * @param toWrite false for those who only read it, as many as they are
     */
    static void take(JdbcClient sql, Collection<String> people, boolean toWrite) {
        String lock = toWrite ? "pg_advisory_xact_lock" : "pg_advisory_xact_lock_shared";
        sql.sql("select " + lock + "(k) from (select distinct hashtextextended(p, 0) as k"
                        + " from unnest(cast(? as text[])) p order by 1) keys")
                .param(people.toArray(String[]::new))
                .query((row, n) -> n)
                .list();
    }
}
