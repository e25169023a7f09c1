package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.Mailboxes;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for agencies. */
record PostgresMailboxes(Transactions transactions, ForgedRows forged) implements Mailboxes {
    @Override
    public Mailbox of(AgencyId recipient, Predicate<TeamId> such, int atMost) {
        return transactions.in(
                "list a mailbox",
                sql -> new Mailbox(
                        deliveries(sql, recipient, atMost), PostgresNotices.waiting(sql, recipient, such, atMost)));
    }

    private List<Mailbox.Waiting> deliveries(JdbcClient sql, AgencyId recipient, int atMost) {
        // the place among what is not returned: of what went back to its sender, no gap is left that tells of it
        return sql
                .sql("select " + DeliveryRow.COLUMNS + """
                        , o.committed, o.respond_by, length(d.content) as size, d.state = 'delivered' as handed_over,
                        d.place - (select count(*) from delivery e where e.recipient = d.recipient
                            and e.conversation = d.conversation and e.place < d.place and e.state = 'returned') as shown
                        """ + DeliveryRow.FROM + """
                        d.recipient = ? and d.connector = any(string_to_array(?, ',')) and not d.changed
                            and (d.state = 'delivered' or d.review_at is null or d.review_at > ?)
                            and d.state in ('queued', 'released', 'held', 'delivered')
                        order by o.committed, d.conversation, d.place limit ?
                        """)
                .params(
                        recipient.value(),
                        String.join(",", Mailbox.COLLECTED),
                        Transactions.utc(forged.clock().instant()),
                        atMost)
                .query((row, n) -> Map.entry(DeliveryRow.of(row), waiting(row)))
                .list()
                .stream()
                .filter(read -> read.getKey().honoured(sql, forged))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Mailbox.Waiting waiting(ResultSet row) throws SQLException {
        return new Mailbox.Waiting(
                row.getObject("id", UUID.class),
                new AgencyId(row.getString("sender")),
                new Kind(row.getString("kind")),
                row.getObject("conversation", UUID.class),
                row.getLong("shown"),
                new TeamId(row.getString("team")),
                new Role(row.getString("role")),
                row.getObject("committed", OffsetDateTime.class).toInstant(),
                Transactions.moment(row, "respond_by"),
                row.getInt("size"),
                row.getBoolean("handed_over"));
    }
}
