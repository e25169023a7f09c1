package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.TeamId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue of deliveries. A claim's number fences off every earlier claim of the same row. */
record PostgresDeliveries(Transactions transactions) implements Deliveries {
    private static final String SELECT = """
            select d.id, d.sender, o.team as sender_team, d.disclosure, o.kind, d.recipient, d.connector, d.attempt, d.state,
                d.decision, d.digest, d.content, d.grounds
            from delivery d join disclosure o on o.sender = d.sender and o.id = d.disclosure
            """;

    @Override
    public List<Delivery> claim(String connector, Instant now, int atMost, Duration lease) {
        return transactions.in("claim deliveries", sql -> {
            List<UUID> due = sql.sql("""
                            select id from delivery
                            where connector = ? and state in ('queued', 'released') and next_attempt <= ?
                                and (lease_until is null or lease_until < now())
                            order by next_attempt, id limit ? for update skip locked
                            """)
                    .params(connector, Transactions.utc(now), atMost)
                    .query(UUID.class)
                    .list();
            if (due.isEmpty()) {
                return List.of();
            }
            sql.sql("""
                            update delivery set attempt = attempt + 1,
                                lease_until = now() + :seconds * interval '1 second'
                            where id in (:ids)
                            """).param("seconds", lease.toSeconds()).param("ids", due).update();
            return sql.sql(SELECT + "where d.id in (:ids) order by d.next_attempt, d.id")
                    .param("ids", due)
                    .query((row, n) -> delivery(row))
                    .list();
        });
    }

    @Override
    public Optional<Delivery> find(AgencyId recipient, UUID delivery) {
        return transactions.in(
                "find a delivery",
                sql -> sql.sql(SELECT + "where d.id = ? and d.recipient = ? and d.state <> 'returned'")
                        .params(delivery, recipient.value())
                        .query((row, n) -> delivery(row))
                        .optional());
    }

    @Override
    public boolean release(Delivery claimed, Instant at, Entry evidence) {
        return transactions.in("release a delivery", sql -> {
            boolean held = sql.sql("""
                            update delivery set
                                since = case when state = 'queued' then :at else since end,
                                state = case when state = 'queued' then 'released' else state end
                            where id = :id and attempt = :attempt and state <> 'returned'
                            """)
                            .param("at", Transactions.utc(at))
                            .param("id", claimed.id())
                            .param("attempt", claimed.attempt())
                            .update()
                    == 1;
            if (held) {
                Entries.append(sql, transactions.macs(), evidence);
            }
            return held;
        });
    }

    @Override
    public boolean giveBack(Delivery claimed, Instant at, Entry evidence, Notice notice) {
        return transactions.in("return a delivery", sql -> {
            boolean held = sql.sql("""
                            update delivery set state = 'returned', since = ?, lease_until = null
                            where id = ? and attempt = ? and state in ('queued', 'released')
                            """)
                            .params(Transactions.utc(at), claimed.id(), claimed.attempt())
                            .update()
                    == 1;
            if (held) {
                sql.sql("""
                                update expected_answer set answered_by = null
                                where sender = ? and agency = ? and answered_by = ?
                                """)
                        .params(claimed.recipient().value(), claimed.sender().value(), claimed.disclosure())
                        .update();
                Entries.append(sql, transactions.macs(), evidence);
                insert(sql, notice);
            }
            return held;
        });
    }

    @Override
    public void postpone(Delivery claimed, Instant until) {
        transactions.run(
                "postpone a delivery",
                sql -> sql.sql("""
                        update delivery set next_attempt = ?, lease_until = null
                        where id = ? and attempt = ? and state in ('queued', 'released')
                        """)
                        .params(Transactions.utc(until), claimed.id(), claimed.attempt())
                        .update());
    }

    @Override
    public void handedOver(Delivery claimed, Instant at) {
        transactions.run(
                "record a handing over",
                sql -> sql.sql("""
                        update delivery set state = 'delivered', since = ?, lease_until = null
                        where id = ? and state = 'released'
                        """).params(Transactions.utc(at), claimed.id()).update());
    }

    @Override
    public void confirmed(UUID delivery, Instant at, Optional<String> statement, Optional<String> readBy) {
        transactions.run(
                "record a confirmation",
                sql -> sql.sql("""
                        update delivery set
                            since = case when state = 'received' then since else :at end,
                            state = 'received',
                            statement = coalesce(statement, :statement),
                            read_by = coalesce(read_by, :reader)
                        where id = :id and state in ('delivered', 'received')
                        """)
                        .param("at", Transactions.utc(at))
                        .param("statement", statement.orElse(null), Types.VARCHAR)
                        .param("reader", readBy.orElse(null), Types.VARCHAR)
                        .param("id", delivery)
                        .update());
    }

    /** Puts a notice into its agency's mailbox, within the caller's transaction. */
    static void insert(JdbcClient sql, Notice notice) {
        sql.sql(
                        "insert into notice (id, agency, desk, team, about, regarding, at, jws) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        notice.id(),
                        notice.to().value(),
                        notice.desk().code(),
                        notice.team().value(),
                        notice.about().code(),
                        notice.regarding(),
                        Transactions.utc(notice.at()),
                        notice.jws())
                .update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                new AgencyId(row.getString("sender")),
                new TeamId(row.getString("sender_team")),
                row.getObject("disclosure", UUID.class),
                new Kind(row.getString("kind")),
                new AgencyId(row.getString("recipient")),
                row.getString("connector"),
                row.getInt("attempt"),
                DeliveryState.ofCode(row.getString("state")),
                row.getObject("decision", UUID.class),
                row.getString("digest"),
                new Sealed(row.getBytes("content")),
                new Sealed(row.getBytes("grounds")));
    }
}
