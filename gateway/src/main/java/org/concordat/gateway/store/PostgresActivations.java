package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.gateway.store.NewestVersions.Told;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.bundle.Activation;
import org.concordat.routes.bundle.Activations;
import org.concordat.routes.hop.Statements;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The bundles that were put in force. Which was the last, the ledger says: rows alone let in nothing, and hide nothing. */
record PostgresActivations(Transactions transactions, ForgedRows forged) implements Activations {
    private static final String TABLE = "activation";

    @Override
    public String state() {
        return transactions.in(
                "look for a new bundle",
                sql -> sql.sql("""
                        select concat_ws('/',
                            (select concat_ws('/', count(*), max(id::text)) from entry
                                where bytes like '%"code":"bundle.activated"%'::bytea),
                            (select string_agg(concat_ws('/', number, mac, length(packed)), ' ' order by number)
                                from activation))
                        """).query(String.class).optional().orElse(""));
    }

    @Override
    public Latest latest() {
        return transactions.in("find the bundle in force", sql -> {
            int last = last(sql);
            Latest latest = new Latest(last, Optional.empty());
            for (Row row : rows(sql, "where number >= ? order by number", last)) {
                int number = row.activation().number();
                if (number == last) {
                    latest = new Latest(last, Optional.of(row.packed()));
                } else {
                    // its MAC holds, so it was put in force, and the entry of it is gone: what came before is not in
                    // force again
                    forged.putBack(sql, TABLE, id(number));
                    latest = new Latest(number, Optional.empty());
                }
            }
            return latest;
        });
    }

    /** The number of the one that was put in force last; 0 where none was. */
    private int last(JdbcClient sql) {
        try (Stream<Entry> told =
                Told.own(sql, forged, "where e.bytes like '%\"code\":\"bundle.activated\"%'::bytea")) {
            return told.flatMap(entry -> entry.says("bundle").stream())
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
    }

    @Override
    public boolean activate(Activation activation, Packed packed, int after, Entry evidence) {
        return transactions.in("put a bundle in force", sql -> {
            AdvisoryLock.BUNDLE.take(sql);
            if (last(sql) != after) {
                return false;
            }
            // where somebody made a row of that number by hand, it gives way
            sql.sql("""
                            insert into activation (number, digest, approvers, packed, agency, at, mac)
                            values (:number, :digest, :approvers, :packed, :agency, :at, :mac)
                            on conflict (number) do update set digest = excluded.digest, approvers = excluded.approvers,
                                packed = excluded.packed, agency = excluded.agency, at = excluded.at, mac = excluded.mac
                            """)
                    .param("number", activation.number())
                    .param("digest", activation.digest())
                    .param("approvers", String.join(" ", activation.approvers()))
                    .param("packed", packed.toByteArray())
                    .param("agency", activation.by().value())
                    .param("at", Transactions.utc(activation.at()))
                    .param("mac", forged.mac(TABLE, fields(activation, packed)))
                    .update();
            Entries.append(sql, transactions.macs(), evidence);
            // whoever decides on a claim made before does so in vain: the fence is another
            sql.sql(
                            "update delivery set changed = true, attempt = attempt + 1 where state in ('queued', 'released', 'held')")
                    .update();
            return true;
        });
    }

    @Override
    public List<Activation> history(int atMost) {
        String which = "where number <= ? order by number desc limit " + atMost;
        return transactions.in(
                "list the bundles that were in force",
                sql -> rows(sql, which, last(sql)).stream().map(Row::activation).toList());
    }

    @Override
    public void forged(int number) {
        transactions.run("enter a forged bundle", sql -> forged.putBack(sql, TABLE, id(number)));
    }

    /** Those that the gateway wrote. */
    private List<Row> rows(JdbcClient sql, String which, int number) {
        return sql
                .sql("select number, digest, approvers, packed, agency, at, mac from activation " + which)
                .param(number)
                .query((row, n) -> Row.of(row))
                .list()
                .stream()
                .filter(row -> forged.honoured(
                        sql, TABLE, id(row.activation().number()), row.mac(), fields(row.activation(), row.packed())))
                .toList();
    }

    private static Object[] fields(Activation of, Packed packed) {
        return List.of(of.number(), of.digest(), of.approvers(), of.by().value(), of.at(), packed.toByteArray())
                .toArray();
    }

    /** What a forged row is entered under. */
    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private record Row(Activation activation, Packed packed, String mac) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    new Activation(
                            row.getInt("number"),
                            row.getString("digest"),
                            List.of(row.getString("approvers").split(" ", -1)),
                            // where it is not spelt as a name, the MAC does not hold either
                            AgencyId.find(row.getString("agency")).orElse(Statements.GATEWAY),
                            row.getObject("at", OffsetDateTime.class).toInstant()),
                    new Packed(row.getBytes("packed")),
                    row.getString("mac"));
        }
    }
}
