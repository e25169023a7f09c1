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
import java.util.stream.Stream;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.agency.Succession.Transfer;
import org.concordat.protection.agency.Successions;
import org.concordat.protection.decision.Question;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.holding.Holding.Interest;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Holdings;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Commitment.Allocated;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holdings. A case that was handed over by a disclosure is held from when its new holder received that. */
record PostgresHoldings(Transactions transactions, ForgedRows forged) implements Holdings {
    private static final String TABLE = "holding";

    private static final String COLUMNS = "c.id, c.version, c.agency, c.subjects, c.delivery, c.record, c.mac";
    private static final NewestVersions<Row> VERSIONS = new NewestVersions<>(
            TABLE,
            TABLE,
            COLUMNS,
            "subjects && cast(:people as text[])",
            PostgresHoldings::read,
            row -> row.onRecord().version());

    /**
     * A row that holds.
     *
     * @param said the agency whose word it is: its own, or that of whoever handed the case over
     * @param begun whether what handed the case over was received
     */
    private record Row(OnRecord onRecord, AgencyId said, boolean begun) {
        /** By whoever has the team's work now: a case is one team's, and whoever was close to a person may be in any of them. */
        Stream<Holding> now(Successions successions, Instant at) {
            Holding holding = onRecord.holding();
            List<Transfer> gone = holding.interest() == Interest.PERSONAL
                    ? successions.everywhere(holding.agency(), holding.team(), at)
                    : successions.now(holding.agency(), holding.team(), at).stream()
                            .toList();
            return gone.isEmpty() ? Stream.of(holding) : gone.stream().map(to -> holding.at(to.to(), to.at()));
        }
    }

    @Override
    public Optional<OnRecord> find(UUID id) {
        return transactions.in(
                "find a holding",
                sql -> VERSIONS.find(sql, forged, id)
                        .map(Row::onRecord)
                        .filter(there -> there.digest().isPresent()));
    }

    @Override
    public Optional<UUID> inspect(Optional<UUID> after, int atMost) {
        return VERSIONS.inspect(transactions, forged, after, atMost);
    }

    @Override
    public boolean put(UUID id, OnRecord said, Signed signed) {
        return transactions.change(
                "record a holding",
                sql -> {
                    // who releases something about them finds it, or was first
                    AdvisoryLock.take(sql, said.holding().subjects(), true);
                    return insert(sql, forged, id, said, Optional.empty())
                            .param("statement", signed.statement().toByteArray())
                            .update();
                },
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
    static List<Holding> of(JdbcClient sql, ForgedRows forged, Question question, Successions successions) {
        List<String> people = question.pseudonyms();
        if (people.isEmpty()) {
            return List.of();
        }
        RoleQueue to = question.to();
        Optional<List<Row>> rows = VERSIONS.of(sql, forged, Map.of("people", PostgresConsents.array(people)));
        if (rows.isEmpty()) {
            return List.of(new Holding(
                    to.agency(), to.team(), Interest.PERSONAL, Set.copyOf(people), Instant.MIN, Optional.empty()));
        }
        List<Row> begun = rows.get().stream().filter(Row::begun).toList();
        return begun.stream()
                .flatMap(row -> row.now(successions, question.at())
                        .filter(holding -> holding.isOf(to.agency(), to.team()))
                        .map(holding -> ended(row, holding, begun, successions, question.at())))
                .toList();
    }

    /**
     * A case is one team's at a time: it ends when the next team's begins, by the word or hand-over of its own agency, or
     * of one that it was of since it was recorded.
     */
    private static Holding ended(Row row, Holding holding, List<Row> all, Successions successions, Instant at) {
        Holding recorded = row.onRecord().holding();
        Set<AgencyId> own = successions.way(recorded.agency(), recorded.team(), at);
        Stream<Instant> next = all.stream()
                .filter(other -> own.contains(other.said()))
                .flatMap(other -> other.now(successions, at))
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
        Optional<UUID> delivery = Optional.ofNullable(row.getObject("delivery", UUID.class));
        List<@Nullable String> subjects = PostgresConsents.texts(row, "subjects");
        int version = row.getInt("version");
        return forged.kept(sql, TABLE, row, OnRecord.class, version, row.getString("agency"), subjects, delivery)
                .flatMap(there -> delivery.isEmpty()
                        ? Optional.of(new Row(there, there.holding().agency(), true))
                        : handedOver(sql, forged, there, delivery.get()));
    }

    /** By whom, and whether it was received, says the delivery's row, where that is the gateway's own. */
    private static Optional<Row> handedOver(JdbcClient sql, ForgedRows forged, OnRecord there, UUID delivery) {
        return sql.sql("select " + DeliveryRow.COLUMNS + DeliveryRow.FROM + "d.id = ?")
                .param(delivery)
                .query((row, n) -> DeliveryRow.of(row))
                .optional()
                .filter(by -> by.honoured(sql, forged))
                .map(by -> new Row(there, new AgencyId(by.sender()), by.state() == DeliveryState.RECEIVED));
    }
}
