package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.DisclosureStatus.Answer;
import org.concordat.routes.delivery.Statuses;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of disclosures, for their senders. */
record PostgresStatuses(Transactions transactions, ForgedRows forged) implements Statuses {
    @Override
    public Optional<DisclosureStatus> find(AgencyId sender, Predicate<TeamId> of, UUID disclosure) {
        return transactions.in(
                "find a status",
                sql -> sql.sql("""
                        select team, kind, conversation, actor, committed, respond_by, receipt
                        from disclosure where sender = ? and id = ?
                        """)
                        .params(sender.value(), disclosure)
                        .query((row, n) -> !of.test(new TeamId(row.getString("team")))
                                ? Optional.<DisclosureStatus>empty()
                                : Optional.of(new DisclosureStatus(
                                        disclosure,
                                        new Kind(row.getString("kind")),
                                        row.getObject("conversation", UUID.class),
                                        row.getString("actor"),
                                        row.getObject("committed", OffsetDateTime.class)
                                                .toInstant(),
                                        Transactions.moment(row, "respond_by"),
                                        row.getString("receipt"),
                                        recipients(sql, sender, disclosure),
                                        notAsked(sql, sender, disclosure))))
                        .optional()
                        .flatMap(found -> found));
    }

    private List<DisclosureStatus.To> recipients(JdbcClient sql, AgencyId sender, UUID disclosure) {
        return sql.sql("select " + DeliveryRow.COLUMNS + """
                        , d.since, d.read_by,
                            e.agency is not null as wanted, e.answered_by,
                            (select min(n.at) from notice n where n.regarding = d.id and n.about = 'recalled') as recalled,
                            (select min(n.confirmed) from notice n
                                where n.regarding = d.id and n.about = 'recalled') as recall_confirmed
                        from delivery d join disclosure o on o.sender = d.sender and o.id = d.disclosure
                        left join expected_answer e
                            on e.sender = d.sender and e.disclosure = d.disclosure and e.agency = d.recipient
                        where d.sender = ? and d.disclosure = ? order by d.recipient, d.team, d.role, d.id
                        """)
                .params(sender.value(), disclosure)
                .query((row, n) -> to(row, DeliveryRow.of(row).come(sql, forged)))
                .list();
    }

    private static DisclosureStatus.To to(ResultSet row, DeliveryState state) throws SQLException {
        Optional<UUID> answeredBy = Optional.ofNullable(row.getObject("answered_by", UUID.class));
        Answer unanswered = row.getBoolean("wanted") ? Answer.NOT_YET_ANSWERED : Answer.NOT_WANTED;
        return new DisclosureStatus.To(
                new AgencyId(row.getString("recipient")),
                new TeamId(row.getString("team")),
                new Role(row.getString("role")),
                row.getObject("id", UUID.class),
                state,
                row.getObject("since", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getString("read_by")).filter(by -> state == DeliveryState.RECEIVED),
                answeredBy.isPresent() ? Answer.ANSWERED : unanswered,
                answeredBy,
                Transactions.moment(row, "recalled"),
                Transactions.moment(row, "recall_confirmed"));
    }

    private static List<Statement.NotAsked> notAsked(JdbcClient sql, AgencyId sender, UUID disclosure) {
        return sql.sql("""
                        select agency, team, role, code, because from not_asked
                        where sender = ? and disclosure = ? order by line
                        """)
                .params(sender.value(), disclosure)
                .query((row, n) -> new Statement.NotAsked(
                        new AgencyId(row.getString("agency")),
                        new TeamId(row.getString("team")),
                        new Role(row.getString("role")),
                        row.getString("code"),
                        row.getString("because")))
                .list();
    }
}
