package org.concordat.gateway.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Notice;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Overrides. The MAC is over both persons: a second one that somebody wrote into the row makes it nobody's. */
record PostgresOverrides(Transactions transactions, ForgedRows forged) implements Overrides {
    private static final String TABLE = "override";
    private static final String SELECT = "select id, record, mac from override_decision ";
    /** Emergencies, by their record alone; an index has the same words. */
    private static final String UNCONFIRMED = "record::jsonb #>> '{decision,emergency}' = 'true'"
            + " and record::jsonb ->> 'approval' is null and record::jsonb ->> 'told' = 'false'";
    /** The second version is the approved one. */
    private static final NewestVersions VERSIONS = new NewestVersions(
            TABLE,
            "override_decision",
            "c.id, case when c.record::jsonb ->> 'approval' is null then 1 else 2 end as version, c.record, c.mac",
            "false");

    @Override
    public Optional<OnRecord> find(UUID id) {
        return transactions.in("find an override", sql -> find(sql, forged, id, ""));
    }

    static Optional<OnRecord> find(JdbcClient sql, ForgedRows forged, UUID id, String lock) {
        return sql.sql(SELECT + "where id = ? " + lock)
                .param(id)
                .query((row, n) -> read(sql, row, forged))
                .optional()
                .flatMap(Function.identity());
    }

    @Override
    public Put propose(OnRecord proposed, Signed signed, List<Notice> notices, Predicate<List<OverrideDecision>> open) {
        OverrideDecision decision = proposed.decision();
        return transactions.in("record an override", sql -> {
            AdvisoryLock.take(sql, decision.subjects(), true);
            if (decision.emergency() && !isOpen(sql, decision.subjects(), open)) {
                return Put.LEFT_ALONE;
            }
            String record = StatementJson.kept(proposed);
            int written = sql.sql("""
                            insert into override_decision (id, record, proposal, mac)
                            values (:id, :record, :proposal, :mac) on conflict (id) do nothing
                            """)
                    .param("id", decision.id())
                    .param("record", record)
                    .param("proposal", signed.statement().toByteArray())
                    .param("mac", forged.mac(TABLE, decision.id(), record))
                    .update();
            if (written == 0) {
                return Put.ID_USED;
            }
            Entries.append(sql, transactions.macs(), signed.evidence());
            notices.forEach(notice -> PostgresNotices.insert(sql, notice));
            return Put.DONE;
        });
    }

    private boolean isOpen(JdbcClient sql, Set<String> people, Predicate<List<OverrideDecision>> open) {
        List<Optional<OnRecord>> before = VERSIONS.read(sql, people)
                .query(VERSIONS.latest(sql, forged, (row, n) -> read(sql, row, forged)))
                .list();
        return before.stream().allMatch(Optional::isPresent)
                && open.test(
                        before.stream().map(row -> row.orElseThrow().decision()).toList());
    }

    @Override
    public boolean approve(OnRecord approved, Signed signed) {
        return transactions.change(
                "approve an override",
                sql -> amend(sql, approved, signed.statement().toByteArray()),
                sql -> Entries.append(sql, transactions.macs(), signed.evidence()));
    }

    /** Of what stands on that proposal, and which nobody has approved. */
    private int amend(JdbcClient sql, OnRecord amended, byte @Nullable [] approval) {
        String record = StatementJson.kept(amended);
        UUID id = amended.decision().id();
        return sql.sql("""
                        update override_decision set record = :record, approval = :approval, mac = :mac
                        where id = :id and record::jsonb ->> 'proposal' = :proposal
                            and record::jsonb ->> 'approval' is null and (not :told or record::jsonb ->> 'told' = 'false')
                        """)
                .param("record", record)
                .param("approval", approval, Types.BINARY)
                .param("mac", forged.mac(TABLE, id, record))
                .param("id", id)
                .param("proposal", amended.proposal())
                .param("told", amended.told())
                .update();
    }

    @Override
    public List<OnRecord> lapsed(Instant now, int atMost) {
        return transactions.in(
                "find lapsed overrides",
                sql ->
                        sql
                                .sql(SELECT + "where " + UNCONFIRMED)
                                .query((row, n) -> read(sql, row, forged))
                                .list()
                                .stream()
                                .flatMap(Optional::stream)
                                .filter(row -> !row.decision().due().isAfter(now))
                                .limit(atMost)
                                .toList());
    }

    @Override
    public boolean tell(OnRecord lapsed, List<Notice> notices) {
        OnRecord told = new OnRecord(lapsed.decision(), lapsed.team(), lapsed.proposal(), lapsed.approval(), true);
        return transactions.change(
                "tell of a lapsed override",
                sql -> amend(sql, told, null),
                sql -> notices.forEach(notice -> PostgresNotices.insert(sql, notice)));
    }

    private static Optional<OnRecord> read(JdbcClient sql, ResultSet row, ForgedRows forged) throws SQLException {
        return forged.kept(sql, TABLE, row, OnRecord.class);
    }
}
