package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.delivery.HeldDeliveries;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.TeamId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries whose recipients are out of reach. */
record PostgresHeldDeliveries(Transactions transactions, PostgresDeliveries deliveries) implements HeldDeliveries {
    @Override
    public List<Held> late(Instant now, int atMost) {
        return transactions.in(
                "find late deliveries",
                sql -> held(
                        sql,
                        "d.state in ('queued', 'released') and d.reach_by <= ? order by d.reach_by limit ?",
                        Transactions.utc(now),
                        atMost));
    }

    private List<Held> held(JdbcClient sql, String condition, Object... values) {
        return sql
                .sql("select " + DeliveryRow.COLUMNS + ", d.since" + DeliveryRow.FROM + condition)
                .params(values)
                .query((row, n) -> Map.entry(DeliveryRow.of(row), held(row)))
                .list()
                .stream()
                .filter(read -> read.getKey().honoured(sql, deliveries.forged()))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public boolean hold(UUID delivery, Instant at, Notice notice) {
        return transactions.in(
                "hold a delivery",
                sql -> deliveries
                        .locked(sql, delivery)
                        .filter(row -> row.state() == DeliveryState.QUEUED || row.state() == DeliveryState.RELEASED)
                        .map(row -> {
                            row.move(sql, deliveries.forged(), DeliveryState.HELD, row.left(), at);
                            PostgresNotices.insert(sql, notice);
                            return true;
                        })
                        .orElse(false));
    }

    @Override
    public List<Held> heldOf(AgencyId sender, int atMost) {
        return transactions.in(
                "list held deliveries",
                sql -> held(
                        sql,
                        "d.sender = ? and d.state = 'held' order by d.since, d.id limit ?",
                        sender.value(),
                        atMost));
    }

    @Override
    public boolean retry(AgencyId sender, UUID delivery, Instant at) {
        return transactions.in(
                "retry a held delivery",
                sql -> sql.sql("""
                                update delivery set next_attempt = least(next_attempt, ?)
                                where id = ? and sender = ? and state = 'held'
                                """)
                                .params(Transactions.utc(at), delivery, sender.value())
                                .update()
                        == 1);
    }

    @Override
    public boolean takeBack(AgencyId sender, UUID delivery, Instant at, Entry evidence) {
        return transactions.in("take a delivery back", sql -> {
            boolean waits = sql.sql(
                            "select d.id from delivery d where d.id = ? and d.sender = ? and d.state = 'held' and"
                                    + Due.FREE_OF_CLAIMS + "for update")
                    .params(delivery, sender.value())
                    .query(UUID.class)
                    .optional()
                    .isPresent();
            Optional<DeliveryRow> row =
                    deliveries.locked(sql, delivery).filter(r -> waits && r.state() == DeliveryState.HELD);
            row.ifPresent(r -> {
                deliveries.giveBack(sql, r, at, evidence);
                PostgresNotices.settle(sql, r.sender(), "held", r.disclosure());
            });
            return row.isPresent();
        });
    }

    private static Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getObject("disclosure", UUID.class),
                new AgencyId(row.getString("sender")),
                new TeamId(row.getString("sender_team")),
                new Kind(row.getString("kind")),
                new AgencyId(row.getString("recipient")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getInt("attempt"),
                row.getBoolean("released_once"));
    }
}
