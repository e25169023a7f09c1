package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.Mailboxes;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What waits for agencies. */
record PostgresMailboxes(Transactions transactions) implements Mailboxes {
    @Override
    public Mailbox of(AgencyId recipient, int atMost) {
        return transactions.in(
                "list a mailbox",
                sql -> new Mailbox(deliveries(sql, recipient, atMost), notices(sql, recipient, atMost)));
    }

    private static List<Mailbox.Waiting> deliveries(JdbcClient sql, AgencyId recipient, int atMost) {
        return sql.sql("""
                        select d.id, d.sender, o.kind, d.conversation, d.place, d.team, d.role, o.committed,
                            length(d.content) as size, d.state = 'delivered' as handed_over
                        from delivery d join disclosure o on o.sender = d.sender and o.id = d.disclosure
                        where d.recipient = ? and d.connector = 'mailbox'
                            and d.state in ('queued', 'released', 'delivered')
                        order by o.committed, d.conversation, d.place limit ?
                        """)
                .params(recipient.value(), atMost)
                .query((row, n) -> waiting(row))
                .list();
    }

    private static Mailbox.Waiting waiting(ResultSet row) throws SQLException {
        return new Mailbox.Waiting(
                row.getObject("id", UUID.class),
                new AgencyId(row.getString("sender")),
                new Kind(row.getString("kind")),
                row.getObject("conversation", UUID.class),
                row.getLong("place"),
                new TeamId(row.getString("team")),
                new Role(row.getString("role")),
                row.getObject("committed", OffsetDateTime.class).toInstant(),
                row.getInt("size"),
                row.getBoolean("handed_over"));
    }

    private static List<Notice> notices(JdbcClient sql, AgencyId agency, int atMost) {
        return sql.sql("""
                        select id, desk, team, about, regarding, at, jws from notice
                        where agency = ? and confirmed is null order by at desc, id limit ?
                        """)
                .params(agency.value(), atMost)
                .query((row, n) -> new Notice(
                        row.getObject("id", UUID.class),
                        agency,
                        Desk.ofCode(row.getString("desk")).orElseThrow(),
                        new TeamId(row.getString("team")),
                        Notice.About.ofCode(row.getString("about")),
                        row.getObject("regarding", UUID.class),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("jws")))
                .list();
    }
}
