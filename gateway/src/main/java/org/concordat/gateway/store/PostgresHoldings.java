package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.protection.decision.Question;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.holding.Holding.Interest;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Holdings;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Commitment.Allocated;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holdings. A case that was handed over by a disclosure is held from when its new holder received that. */
record PostgresHoldings(Transactions transactions, ForgedRows forged) implements Holdings {
    private static final String TABLE = "holding";

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
        return sql.sql("""
                        insert into holding (id, agency, subjects, delivery, record, statement, mac)
                        values (:id, :agency, :subjects, :delivery, :record, :statement, :mac)
                        on conflict (id) do update set subjects = excluded.subjects, record = excluded.record,
                            statement = excluded.statement, mac = excluded.mac
                        where holding.agency = excluded.agency and holding.delivery is null
                        """)
                .param("id", said.id())
                .param("agency", said.holding().agency().value())
                .param("subjects", PostgresConsents.array(said.holding().subjects()))
                .param("delivery", said.delivery().orElse(null), Types.OTHER)
                .param("record", record)
                .param("mac", forged.mac(TABLE, said.id(), said.delivery(), record));
    }

    /** What the recipient's team has to do with the people of a question. */
    static List<Holding> of(JdbcClient sql, ForgedRows forged, Question question) {
        List<String> people = question.pseudonyms();
        if (people.isEmpty()) {
            return List.of();
        }
        List<Holding> held = sql
                .sql("""
                        select h.id, h.delivery, h.record, h.mac from holding h left join delivery d on d.id = h.delivery
                        where h.subjects && cast(:people as text[]) and (h.delivery is null or d.state = 'received')
                        """)
                .param("people", PostgresConsents.array(people))
                .query((row, n) -> read(sql, row, forged))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
        return held.stream()
                .filter(holding ->
                        holding.isOf(question.to().agency(), question.to().team()))
                .map(holding -> ended(holding, held))
                .toList();
    }

    /** A case is one team's at a time: it ends when the next team's begins. */
    private static Holding ended(Holding holding, List<Holding> all) {
        Stream<Instant> next = all.stream()
                .filter(other -> holding.interest() == Interest.CASE
                        && other.interest() == Interest.CASE
                        && other.from().isAfter(holding.from())
                        && !other.isOf(holding.agency(), holding.team())
                        && !Collections.disjoint(other.subjects(), holding.subjects()))
                .map(Holding::from);
        return holding.until(Stream.concat(next, holding.until().stream()).min(Instant::compareTo));
    }

    private static Optional<Holding> read(JdbcClient sql, ResultSet row, ForgedRows forged) throws SQLException {
        return forged.kept(sql, TABLE, row, Holding.class, row.getObject("delivery", UUID.class));
    }
}
