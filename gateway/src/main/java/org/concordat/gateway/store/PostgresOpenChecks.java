package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.concordat.routes.delivery.OpenChecks;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The answers that are expected and have not come. */
final class PostgresOpenChecks implements OpenChecks {
    private final Transactions transactions;

    PostgresOpenChecks(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Outstanding> overdue(Instant now, int atMost) {
        return transactions.in(
                "find overdue answers",
                sql -> sql.sql("""
                        select sender, id, respond_by from disclosure o
                        where outstanding_told is null and respond_by <= ? and exists (
                            select 1 from expected_answer e
                            where e.sender = o.sender and e.disclosure = o.id and e.answered_by is null)
                        order by respond_by limit ?
                        """)
                        .params(Transactions.utc(now), atMost)
                        .query((row, n) -> outstanding(sql, row))
                        .list());
    }

    private static Outstanding outstanding(JdbcClient sql, ResultSet row) throws SQLException {
        AgencyId sender = new AgencyId(row.getString("sender"));
        UUID disclosure = row.getObject("id", UUID.class);
        List<AgencyId> missing = sql.sql("""
                        select agency from expected_answer
                        where sender = ? and disclosure = ? and answered_by is null order by agency
                        """)
                .params(sender.value(), disclosure)
                .query((answer, n) -> new AgencyId(answer.getString("agency")))
                .list();
        return new Outstanding(
                sender,
                disclosure,
                row.getObject("respond_by", OffsetDateTime.class).toInstant(),
                missing);
    }

    @Override
    public boolean tell(Outstanding outstanding, Notice notice) {
        return transactions.in("tell of overdue answers", sql -> {
            boolean first = sql.sql("""
                            update disclosure set outstanding_told = ?
                            where sender = ? and id = ? and outstanding_told is null
                            """)
                            .params(
                                    Transactions.utc(notice.at()),
                                    outstanding.sender().value(),
                                    outstanding.disclosure())
                            .update()
                    == 1;
            if (first) {
                PostgresDeliveries.insert(sql, notice);
            }
            return first;
        });
    }
}
