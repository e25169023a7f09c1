package org.concordat.gateway.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.routes.delivery.OpenChecks;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** The answers that are expected and have not come. */
record PostgresOpenChecks(Transactions transactions) implements OpenChecks {
    @Override
    public List<Outstanding> overdue(Instant now, int atMost) {
        return transactions.in(
                "find overdue answers",
                sql -> sql.sql("""
                        select o.sender, o.team, o.id, string_agg(e.agency, ' ' order by e.agency) as missing
                        from disclosure o join expected_answer e on e.sender = o.sender and e.disclosure = o.id
                        where o.outstanding_told is null and o.respond_by <= ? and e.answered_by is null
                        group by o.sender, o.team, o.id, o.respond_by order by o.respond_by limit ?
                        """)
                        .params(Transactions.utc(now), atMost)
                        .query((row, n) -> new Outstanding(
                                new AgencyId(row.getString("sender")),
                                new TeamId(row.getString("team")),
                                row.getObject("id", UUID.class),
                                Stream.of(row.getString("missing").split(" ", -1))
                                        .map(AgencyId::new)
                                        .toList()))
                        .list());
    }

    @Override
    public boolean tell(Outstanding outstanding, Notice notice) {
        return transactions.change(
                "tell of overdue answers",
                sql -> sql.sql("""
                        update disclosure set outstanding_told = ?
                        where sender = ? and id = ? and outstanding_told is null
                        """)
                        .params(
                                Transactions.utc(notice.at()),
                                outstanding.sender().value(),
                                outstanding.disclosure())
                        .update(),
                sql -> PostgresNotices.insert(sql, notice));
    }
}
