package org.concordat.gateway.store;

import java.util.List;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.Refusals;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger's entries, as they wait for their positions. */
record Entries(Transactions transactions) implements Refusals {
    @Override
    public void append(List<Entry> entries) {
        transactions.run("append refusals", sql -> entries.forEach(entry -> append(sql, entry)));
    }

    /** Appends within the caller's transaction: what it is evidence of is committed with it or not at all. */
    static void append(JdbcClient sql, Entry entry) {
        sql.sql("insert into entry (id, bytes, hash) values (?, ?, ?)")
                .params(entry.id(), entry.toByteArray(), entry.hash())
                .update();
    }
}
