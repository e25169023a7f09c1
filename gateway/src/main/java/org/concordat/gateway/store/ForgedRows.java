package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.protection.key.RowMacs;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.Statements;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells rows that the gateway wrote from rows that somebody else made or changed, who can write to the database and has no
 * key. Each forged row is entered in the ledger once and counted whenever it is met.
 */
record ForgedRows(RowMacs macs, Ids ids, Clock clock) {
    /** What an entry about a forged row is known by. */
    static final String CODE = "row.forged";

    /** The MAC to store with a row. */
    String mac(String table, Object... fields) {
        return macs.of(table, fields);
    }

    /** Whether a row, as it was read in the caller's transaction, is as the gateway wrote it. */
    boolean honoured(JdbcClient sql, String table, UUID id, String mac, Object... fields) {
        return macs.hold(mac, table, fields) || entered(sql, table, id);
    }

    /** The same for a row whose MAC holds, but not for what else is on record of it: never honoured. */
    boolean putBack(JdbcClient sql, String table, UUID id) {
        macs.countForged(table);
        return entered(sql, table, id);
    }

    /** What a row keeps as its record, under a MAC over its id, these fields and the record; empty when it does not hold. */
    <T> Optional<T> kept(JdbcClient sql, String table, ResultSet row, Class<T> type, Object... between)
            throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String record = row.getString("record");
        Object[] fields = Stream.of(Stream.of(id), Arrays.stream(between), Stream.of(record))
                .flatMap(f -> f)
                .toArray();
        return honoured(sql, table, id, row.getString("mac"), fields)
                ? Optional.of(StatementJson.kept(record, type))
                : Optional.empty();
    }

    /** Enters it, if it was not entered before. Always false. */
    private boolean entered(JdbcClient sql, String table, UUID id) {
        // where somebody wrote beforehand that it was entered, it is all the same
        boolean first = sql.sql("""
                        insert into forged_row (relation, id, mac) select :table, :id, :mac where not exists (
                            select from forged_row where relation = :table and id = :id and mac = :mac)
                        on conflict (relation, id) do update set mac = excluded.mac
                        where forged_row.mac is distinct from excluded.mac
                        """)
                        .param("table", table)
                        .param("id", id.toString())
                        .param("mac", macs.of("forged_row", table, id))
                        .update()
                == 1;
        if (first) {
            Entries.append(sql, macs, Entry.of(ids.random(), event(table, id)));
        }
        return false;
    }

    private Event event(String table, UUID id) {
        Event event = Event.of(Verb.REFUSED, clock.instant(), CODE, Statements.GATEWAY)
                .kind(table);
        return table.equals(DeliveryRow.TABLE) ? event.delivery(id) : event;
    }
}
