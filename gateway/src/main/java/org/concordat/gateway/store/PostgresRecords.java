package org.concordat.gateway.store;

import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Question;
import org.concordat.routes.hop.Records;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Consents, overrides and holdings. */
record PostgresRecords(Transactions transactions) implements Records {
    @Override
    public Circumstances of(Question question) {
        return Circumstances.NONE;
    }

    /**
     * The same within the caller's transaction, which holds the consents and overrides from here to its end: who
     * withdraws waits, and finds what was released; who releases waits, and finds what was withdrawn.
     */
    static Circumstances locked(JdbcClient sql, Question question) {
        return Circumstances.NONE;
    }
}
