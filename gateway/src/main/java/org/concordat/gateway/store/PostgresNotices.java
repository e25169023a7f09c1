package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.concordat.protection.agency.Desk;
import org.concordat.routes.delivery.Notices;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.TeamId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The gateway's words to agencies. */
record PostgresNotices(Transactions transactions) implements Notices {
    private static final String SELECT = "select id, agency, desk, team, about, regarding, at, until, jws from notice ";

    @Override
    public Optional<Notice> to(AgencyId agency, UUID notice) {
        return transactions.in(
                "find a notice",
                sql -> sql.sql(SELECT + "where agency = ? and id = ?")
                        .params(agency.value(), notice)
                        .query((row, n) -> notice(row))
                        .optional());
    }

    @Override
    public void confirmed(Notice notice, Instant at, Confirmed confirmed) {
        transactions.run("confirm a notice", sql -> {
            sql.sql("""
                            update notice set confirmed = coalesce(confirmed, :at),
                                statement = coalesce(statement, :statement), read_by = coalesce(read_by, :reader)
                            where id = :id
                            """)
                    .param("at", Transactions.utc(at))
                    .param("statement", confirmed.statement().orElse(null), Types.VARCHAR)
                    .param("reader", confirmed.readBy().orElse(null), Types.VARCHAR)
                    .param("id", notice.id())
                    .update();
            settle(sql, notice.to().value(), notice.about().code(), notice.regarding());
        });
    }

    /** Within the caller's transaction: no further desk of the agency is told of the matter. */
    static void settle(JdbcClient sql, String agency, String about, UUID regarding) {
        sql.sql("update notice set until = null where regarding = ? and about = ? and agency = ?")
                .params(regarding, about, agency)
                .update();
    }

    /** Within the caller's transaction: what asked the agency to approve an override waits in its mailbox no more. */
    static void answered(JdbcClient sql, AgencyId agency, UUID override, Instant at) {
        sql.sql("update notice set confirmed = coalesce(confirmed, ?) where regarding = ? and about = ? and agency = ?")
                .params(Transactions.utc(at), override, Notice.About.OVERRIDE_TO_BE_APPROVED.code(), agency.value())
                .update();
    }

    @Override
    public void insertOnce(Notice notice) {
        transactions.run("tell once", sql -> {
            AdvisoryLock.take(sql, List.of(notice.regarding().toString()), true);
            if (sql.sql("select id from notice where regarding = ? and about = ? and agency = ?")
                    .params(
                            notice.regarding(),
                            notice.about().code(),
                            notice.to().value())
                    .query(UUID.class)
                    .list()
                    .isEmpty()) {
                insert(sql, notice);
            }
        });
    }

    @Override
    public List<Notice> unconfirmed(Instant now, int atMost) {
        return transactions.in(
                "find unconfirmed notices",
                sql -> sql.sql(SELECT + "where confirmed is null and until <= ? order by until limit ?")
                        .params(Transactions.utc(now), atMost)
                        .query((row, n) -> notice(row))
                        .list());
    }

    @Override
    public boolean passOn(Notice notice, Optional<Notice> next) {
        return transactions.change(
                "pass a notice on",
                sql -> sql.sql(
                                "update notice set until = null where id = ? and until is not null and confirmed is null")
                        .param(notice.id())
                        .update(),
                sql -> next.ifPresent(further -> insert(sql, further)));
    }

    /** The notices that wait for such teams of the agency, recalls and then the latest first, within the caller's transaction. */
    static List<Notice> waiting(JdbcClient sql, AgencyId agency, Predicate<TeamId> such, int atMost) {
        List<TeamId> teams = sql.sql("select distinct team from notice where agency = ? and confirmed is null")
                .param(agency.value())
                .query((row, n) -> new TeamId(row.getString("team")))
                .list();
        String[] those = teams.stream().filter(such).map(TeamId::value).toArray(String[]::new);
        return sql.sql(
                        SELECT
                                + "where agency = ? and confirmed is null and team = any(?) order by (about = 'recalled') desc, at desc, id limit ?")
                .params(agency.value(), those, atMost)
                .query((row, n) -> notice(row))
                .list();
    }

    /** Puts a notice into its agency's mailbox, within the caller's transaction. */
    static void insert(JdbcClient sql, Notice notice) {
        sql.sql("""
                        insert into notice (id, agency, desk, team, about, regarding, at, until, jws)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        notice.id(),
                        notice.to().value(),
                        notice.desk().code(),
                        notice.team().value(),
                        notice.about().code(),
                        notice.regarding(),
                        Transactions.utc(notice.at()),
                        Transactions.orNone(notice.until()),
                        notice.jws())
                .update();
    }

    private static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                row.getObject("id", UUID.class),
                new AgencyId(row.getString("agency")),
                Coded.of(Desk.values(), row.getString("desk")),
                new TeamId(row.getString("team")),
                Coded.of(Notice.About.values(), row.getString("about")),
                row.getObject("regarding", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Transactions.moment(row, "until"),
                row.getString("jws"));
    }
}
