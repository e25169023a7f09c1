package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Overrides. The MAC is over both persons: a second one that somebody wrote into the row makes it nobody's. */
record PostgresOverrides(Transactions transactions, ForgedRows forged) implements Overrides {
    private static final String TABLE = "override";
    private static final String SELECT = "select id, record, mac from override_decision ";

    @Override
    public Optional<OnRecord> find(UUID id) {
        return transactions.in("find an override", sql -> find(sql, forged, id, ""));
    }

    static Optional<OnRecord> find(JdbcClient sql, ForgedRows forged, UUID id, String lock) {
        return sql
                .sql(SELECT + "where id = ? " + lock)
                .param(id)
                .query((row, n) -> read(sql, row, forged))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public List<OnRecord> of(AgencyId agency) {
        return transactions
                .in(
                        "find an agency's overrides",
                        sql -> sql.sql(SELECT + "where strpos(record, ?) > 0")
                                .param("\"agency\":\"" + agency + "\"")
                                .query((row, n) -> read(sql, row, forged))
                                .list())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public boolean propose(OnRecord proposed, Signed signed, List<Notice> notices) {
        String record = StatementJson.kept(proposed);
        UUID id = proposed.decision().id();
        return transactions.change(
                "record an override",
                sql -> sql.sql("""
                            insert into override_decision (id, due, record, proposal, mac)
                            values (:id, :due, :record, :proposal, :mac) on conflict (id) do nothing
                            """)
                        .param("id", id)
                        .param(
                                "due",
                                proposed.decision().emergency()
                                        ? Transactions.utc(proposed.decision().due())
                                        : null,
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("record", record)
                        .param("proposal", signed.statement().toByteArray())
                        .param("mac", forged.mac(TABLE, id, record))
                        .update(),
                sql -> {
                    Entries.append(sql, transactions.macs(), signed.evidence());
                    notices.forEach(notice -> PostgresNotices.insert(sql, notice));
                });
    }

    @Override
    public boolean approve(OnRecord approved, Signed signed) {
        String record = StatementJson.kept(approved);
        UUID id = approved.decision().id();
        return transactions.change(
                "approve an override",
                sql -> sql.sql("""
                            update override_decision set due = null, record = ?, approval = ?, mac = ?
                            where id = ? and approval is null
                            """)
                        .params(record, signed.statement().toByteArray(), forged.mac(TABLE, id, record), id)
                        .update(),
                sql -> Entries.append(sql, transactions.macs(), signed.evidence()));
    }

    @Override
    public List<OnRecord> lapsed(Instant now, int atMost) {
        return transactions
                .in(
                        "find lapsed overrides",
                        sql -> sql.sql(SELECT + "where due <= ? order by due limit ?")
                                .params(Transactions.utc(now), atMost)
                                .query((row, n) -> read(sql, row, forged))
                                .list())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public boolean tell(UUID lapsed, List<Notice> notices) {
        return transactions.change(
                "tell of a lapsed override",
                sql -> sql.sql("update override_decision set due = null where id = ? and due is not null")
                        .param(lapsed)
                        .update(),
                sql -> notices.forEach(notice -> PostgresNotices.insert(sql, notice)));
    }

    private static Optional<OnRecord> read(JdbcClient sql, ResultSet row, ForgedRows forged) throws SQLException {
        return forged.kept(sql, TABLE, row, OnRecord.class);
    }
}
