package org.concordat.gateway.store;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A lock of the whole database that holds until the transaction ends. The one place that speaks PostgreSQL's own words
 * for it: an engine that lacks them needs another class here.
 */
enum AdvisoryLock {
    /** Held by the node that gives entries their positions. */
    LEDGER(4_718_206_931L);

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
}
