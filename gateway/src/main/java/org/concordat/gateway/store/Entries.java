package org.concordat.gateway.store;

import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.concordat.protection.key.RowMacs;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
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
        append(sql, macs, entry, null, null);
    }

    /** The same for evidence of how far a delivery has come, by which it is found again. */
    static void append(
            JdbcClient sql, RowMacs macs, Entry entry, @Nullable UUID delivery, @Nullable DeliveryState reached) {
        byte[] bytes = entry.toByteArray();
        sql.sql("insert into entry (id, bytes, hash, mac, delivery, reached) values (?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        entry.id(),
                        bytes,
                        entry.hash(),
                        macs.of(TABLE, entry.id(), bytes),
                        new SqlParameterValue(Types.OTHER, delivery),
                        new SqlParameterValue(Types.VARCHAR, reached == null ? null : reached.code())))
                .update();
    }
}
