package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.protection.decision.Question;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.holding.Holding.Interest;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Holdings;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Commitment.Allocated;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holdings. A case that was handed over by a disclosure is held from when its new holder received that. */
record PostgresHoldings(Transactions transactions, ForgedRows forged) implements Holdings {
    private static final String TABLE = "holding";

    private static final String COLUMNS = "c.id, c.version, c.agency, c.subjects, c.delivery, c.record, c.mac";
    private static final NewestVersions VERSIONS =
            new NewestVersions(TABLE, TABLE, COLUMNS, "subjects && cast(:people as text[])");

    /** A row that holds, and the delivery that handed the case over. */
    private record Row(OnRecord onRecord, Optional<UUID> delivery) {}

    /** A holding that has begun, and the agency whose word it is: its own, or that of whoever handed the case over. */
    private record Begun(Holding holding, AgencyId said) {}

    @Override
    public Optional<OnRecord> find(UUID id) {
        return transactions.in(
                "find a holding",
                sql -> sql.sql("select " + COLUMNS + " from holding c where c.id = ? and c.delivery is null")
                        .param(id)
                        .query((row, n) -> read(sql, row, forged).map(Row::onRecord))
                        .optional()
                        .flatMap(Function.identity()));
    }

    @Override
    public boolean put(UUID id, OnRecord said, Signed signed) {
        return transactions.change(
                "record a holding",
                sql -> insert(sql, forged, id, said, Optional.empty())
                        .param("statement", signed.statement().toByteArray())
                        .update(),
                sql -> Entries.append(sql, transactions.macs(), signed.evidence()));
    }

    /** Writes what a disclosure says, within the caller's transaction. */
    static void write(JdbcClient sql, ForgedRows forged, Allocated allocated) {
        OnRecord said = new OnRecord(allocated.holding(), 1, Optional.empty());
        insert(sql, forged, allocated.id(), said, allocated.delivery())
                .param("statement", null, Types.BINARY)
                .update();
        Entries.append(sql, forged.macs(), allocated.evidence());
    }

    private static JdbcClient.StatementSpec insert(
            JdbcClient sql, ForgedRows forged, UUID id, OnRecord said, Optional<UUID> delivery) {
        String record = StatementJson.kept(said);
        String agency = said.holding().agency().value();
        List<String> subjects = PostgresConsents.sorted(said.holding().subjects());
        return sql.sql("""
                        insert into holding (id, version, agency, subjects, delivery, record, statement, mac)
                        values (:id, :version, :agency, :subjects, :delivery, :record, :statement, :mac)
                        on conflict (id) do update set version = excluded.version, subjects = excluded.subjects,
                            record = excluded.record, statement = excluded.statement, mac = excluded.mac
                        where holding.agency = excluded.agency and holding.delivery is null
                            and holding.version < excluded.version
                        """)
                .param("id", id)
                .param("version", said.version())
                .param("agency", agency)
                .param("subjects", PostgresConsents.array(subjects))
                .param("delivery", delivery.orElse(null), Types.OTHER)
                .param("record", record)
                .param("mac", forged.mac(TABLE, id, said.version(), agency, subjects, delivery, record));
    }

    /**
     * What the recipient's team has to do with the people of a question. Where a row about these was changed or removed by
     * hand, or is not the latest that the ledger knows, it might be that this team is too close to them: then it counts as
     * if it were.
     */
    static List<Holding> of(JdbcClient sql, ForgedRows forged, Question question) {
        List<String> people = question.pseudonyms();
        if (people.isEmpty()) {
            return List.of();
        }
        Question.To to = question.to();
        List<Optional<Row>> rows = VERSIONS.read(sql, people)
                .query(VERSIONS.latest(sql, forged, (row, n) -> read(sql, row, forged)))
                .list();
        Map<UUID, DeliveryRow> deliveries = deliveries(sql, forged, rows);
        boolean whole = rows.stream()
                .allMatch(row -> row.filter(there -> there.delivery().stream().allMatch(deliveries::containsKey))
                        .isPresent());
        if (!whole) {
            return List.of(new Holding(
                    to.agency(), to.team(), Interest.PERSONAL, Set.copyOf(people), Instant.MIN, Optional.empty()));
        }
        List<Begun> begun = rows.stream()
                .flatMap(Optional::stream)
                .flatMap(row -> begun(row, deliveries).stream())
                .toList();
        return begun.stream()
                .map(Begun::holding)
                .filter(holding -> holding.isOf(to.agency(), to.team()))
                .map(holding -> ended(holding, begun, question.at()))
                .toList();
    }

    /** The deliveries that handed cases over, as far as their rows are the gateway's own. */
    private static Map<UUID, DeliveryRow> deliveries(JdbcClient sql, ForgedRows forged, List<Optional<Row>> rows) {
        List<UUID> ids = rows.stream()
                .flatMap(Optional::stream)
                .flatMap(row -> row.delivery().stream())
                .toList();
        if (ids.isEmpty()) {
            return Map.of();
        }
        return sql
                .sql("select " + DeliveryRow.COLUMNS + DeliveryRow.FROM + "d.id in (:ids)")
                .param("ids", ids)
                .query((row, n) -> DeliveryRow.of(row))
                .list()
                .stream()
                .filter(row -> row.honoured(sql, forged))
                .collect(Collectors.toMap(DeliveryRow::id, row -> row));
    }

    private static Optional<Begun> begun(Row row, Map<UUID, DeliveryRow> deliveries) {
        Holding holding = row.onRecord().holding();
        return row.delivery()
                .map(deliveries::get)
                .map(by -> Optional.of(new Begun(holding, new AgencyId(by.sender())))
                        .filter(b -> by.state() == DeliveryState.RECEIVED))
                .orElse(Optional.of(new Begun(holding, holding.agency())));
    }

    /** A case is one team's at a time: it ends when the next team's begins, by its own agency's word or hand-over. */
    private static Holding ended(Holding holding, List<Begun> all, Instant at) {
        Stream<Instant> next = all.stream()
                .filter(other -> other.said().equals(holding.agency()))
                .map(Begun::holding)
                .filter(other -> holding.interest() == Interest.CASE
                        && other.interest() == Interest.CASE
                        && other.from().isAfter(holding.from())
                        && other.until().map(at::isBefore).orElse(true)
                        && !other.isOf(holding.agency(), holding.team())
                        && !Collections.disjoint(other.subjects(), holding.subjects()))
                .map(Holding::from);
        return holding.until(Stream.concat(next, holding.until().stream()).min(Instant::compareTo));
    }

    private static Optional<Row> read(JdbcClient sql, ResultSet row, ForgedRows forged) throws SQLException {
        UUID delivery = row.getObject("delivery", UUID.class);
        List<String> subjects = List.of((String[]) row.getArray("subjects").getArray());
        return forged.kept(
                        sql,
                        TABLE,
                        row,
                        OnRecord.class,
                        row.getInt("version"),
                        row.getString("agency"),
                        subjects,
                        Optional.ofNullable(delivery))
                .map(onRecord -> new Row(onRecord, Optional.ofNullable(delivery)));
    }
}
