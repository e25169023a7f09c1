package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.protection.decision.Question;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.holding.Holding.Interest;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Holdings;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Commitment.Allocated;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holdings. A case that was handed over by a disclosure is held from when its new holder received that. */
record PostgresHoldings(Transactions transactions, ForgedRows forged) implements Holdings {
    private static final String TABLE = "holding";

    /**
     * @param holding empty when the row does not hold
     * @param begun whether it was received, where a disclosure handed it over
     * @param handedBy the sender of that disclosure
     */
    private record Row(Optional<Holding> holding, boolean begun, Optional<AgencyId> handedBy) {}

    @Override
    public boolean put(UUID id, Holding holding, Signed signed) {
        return transactions.change(
                "record a holding",
                sql -> insert(sql, forged, new Allocated(id, holding, Optional.empty()))
                        .param("statement", signed.statement().toByteArray())
                        .update(),
                sql -> Entries.append(sql, transactions.macs(), signed.evidence()));
    }

    /** Writes what a disclosure says, within the caller's transaction. */
    static void write(JdbcClient sql, ForgedRows forged, Allocated allocated) {
        insert(sql, forged, allocated).param("statement", null, Types.BINARY).update();
    }

    private static JdbcClient.StatementSpec insert(JdbcClient sql, ForgedRows forged, Allocated said) {
        String record = StatementJson.kept(said.holding());
        List<String> subjects = PostgresConsents.sorted(said.holding().subjects());
        return sql.sql("""
                        insert into holding (id, agency, subjects, delivery, record, statement, mac)
                        values (:id, :agency, :subjects, :delivery, :record, :statement, :mac)
                        on conflict (id) do update set subjects = excluded.subjects, record = excluded.record,
                            statement = excluded.statement, mac = excluded.mac
                        where holding.agency = excluded.agency and holding.delivery is null
                        """)
                .param("id", said.id())
                .param("agency", said.holding().agency().value())
                .param("subjects", PostgresConsents.array(subjects))
                .param("delivery", said.delivery().orElse(null), Types.OTHER)
                .param("record", record)
                .param("mac", forged.mac(TABLE, said.id(), subjects, said.delivery(), record));
    }

    /**
     * What the recipient's team has to do with the people of a question. Where a row about these was changed by hand, it
     * might be that this team is too close to them: then it counts as if it were.
     */
    static List<Holding> of(JdbcClient sql, ForgedRows forged, Question question) {
        List<String> people = question.pseudonyms();
        if (people.isEmpty()) {
            return List.of();
        }
        Question.To to = question.to();
        List<Row> rows = sql.sql("""
                        select h.id, h.subjects, h.delivery, h.record, h.mac, d.sender,
                            h.delivery is null or d.state = 'received' or exists (
                                select 1 from entry e where e.delivery = h.delivery and e.reached = 'received') as begun
                        from holding h left join delivery d on d.id = h.delivery
                        where h.subjects && cast(:people as text[])
                            or h.record::jsonb -> 'subjects' ??| cast(:people as text[])
                        """)
                .param("people", PostgresConsents.array(people))
                .query((row, n) -> read(sql, row, forged))
                .list();
        if (rows.stream().anyMatch(row -> row.holding().isEmpty())) {
            return List.of(new Holding(
                    to.agency(), to.team(), Interest.PERSONAL, Set.copyOf(people), Instant.MIN, Optional.empty()));
        }
        List<Row> begun = rows.stream().filter(Row::begun).toList();
        return begun.stream()
                .map(row -> row.holding().orElseThrow())
                .filter(holding -> holding.isOf(to.agency(), to.team()))
                .map(holding -> ended(holding, begun, question.at()))
                .toList();
    }

    /** A case is one team's at a time: it ends when the next team's begins, by its own agency's word or hand-over. */
    private static Holding ended(Holding holding, List<Row> all, Instant at) {
        Stream<Instant> next = all.stream()
                .filter(row -> row.handedBy()
                        .or(() -> row.holding().map(Holding::agency))
                        .filter(holding.agency()::equals)
                        .isPresent())
                .map(row -> row.holding().orElseThrow())
                .filter(other -> holding.interest() == Interest.CASE
                        && other.interest() == Interest.CASE
                        && other.from().isAfter(holding.from())
                        && other.until().map(at::isBefore).orElse(true)
                        && !other.isOf(holding.agency(), holding.team())
                        && !Collections.disjoint(other.subjects(), holding.subjects()))
                .map(Holding::from);
        return holding.until(Stream.concat(next, holding.until().stream()).min(Instant::compareTo));
    }

    private static Row read(JdbcClient sql, ResultSet row, ForgedRows forged) throws SQLException {
        List<String> subjects = List.of((String[]) row.getArray("subjects").getArray());
        return new Row(
                forged.kept(sql, TABLE, row, Holding.class, subjects, row.getObject("delivery", UUID.class)),
                row.getBoolean("begun"),
                Optional.ofNullable(row.getString("sender")).map(AgencyId::new));
    }
}
