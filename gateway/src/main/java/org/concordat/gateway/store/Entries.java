package org.concordat.gateway.store;

import java.util.List;
import org.concordat.protection.key.RowMacs;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.Refusals;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger's entries, as they wait for their positions. */
record Entries(Transactions transactions) implements Refusals {
    /** As its MACs name it. */
    static final String TABLE = "entry";

    @Override
    public void append(List<Entry> entries) {
        transactions.run("append refusals", sql -> entries.forEach(entry -> append(sql, transactions.macs(), entry)));
    }

    /** Appends within the caller's transaction: what it is evidence of is committed with it or not at all. */
    static void append(JdbcClient sql, RowMacs macs, Entry entry) {
        byte[] bytes = entry.toByteArray();
        sql.sql("insert into entry (id, bytes, hash, mac) values (?, ?, ?, ?)")
                .params(entry.id(), bytes, entry.hash(), macs.of(TABLE, entry.id(), bytes))
                .update();
    }
}
