package org.concordat.gateway.store;

import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.concordat.gateway.store.NewestVersions.Told;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Overrides. The MAC is over both persons: a second one that somebody wrote into the row makes it nobody's. */
record PostgresOverrides(Transactions transactions, ForgedRows forged) implements Overrides {
    private static final String TABLE = "override";
    private static final String EMERGENCY = "override.emergency";
    /** The second version is the one that was approved, or whose agency was told that it lapsed. */
    static final NewestVersions<OnRecord> VERSIONS = new NewestVersions<>(
            TABLE,
            "override_decision",
            "c.id, c.record, c.mac",
            "false",
            (sql, row, forged) -> forged.kept(sql, TABLE, row, OnRecord.class),
            there -> isWaiting(there) ? 1 : 2);

    private static boolean isWaiting(OnRecord there) {
        return there.approval().isEmpty() && !there.told();
    }

    @Override
    public Optional<OnRecord> find(UUID id) {
        return transactions.in("find an override", sql -> VERSIONS.find(sql, forged, id));
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
        return VERSIONS.of(sql, forged, Map.of("people", PostgresConsents.array(people)))
                .map(before -> before.stream().map(OnRecord::decision).toList())
                .filter(open)
                .isPresent();
    }

    @Override
    public boolean approve(OnRecord approved, Signed signed) {
        OverrideDecision decision = approved.decision();
        Instant at = decision.approval().orElseThrow().at();
        return transactions.change(
                "approve an override",
                sql -> amend(sql, approved, signed.statement().toByteArray()),
                sql -> {
                    Entries.append(sql, transactions.macs(), signed.evidence());
                    PostgresNotices.answered(sql, decision.agency(), decision.id(), at);
                });
    }

    /** Of what stands on that proposal, and waits for somebody to approve it. */
    private int amend(JdbcClient sql, OnRecord amended, byte @Nullable [] approval) {
        UUID id = amended.decision().id();
        take(sql, id);
        String record = StatementJson.kept(amended);
        return VERSIONS.find(sql, forged, id)
                .filter(there -> isWaiting(there) && there.proposal().equals(amended.proposal()))
                .map(there -> sql.sql("update override_decision set record = ?, approval = ?, mac = ? where id = ?")
                        .params(
                                record,
                                new SqlParameterValue(Types.BINARY, approval),
                                forged.mac(TABLE, id, record),
                                id)
                        .update())
                .orElse(0);
    }

    /** Nobody else changes it, or releases what rests on it, until the end of the transaction. */
    private static void take(JdbcClient sql, UUID id) {
        AdvisoryLock.take(sql, List.of(id.toString()), true);
    }

    @Override
    public List<Standing> next(Optional<UUID> after, int atMost) {
        return transactions.in(
                "look overrides through",
                sql -> VERSIONS.next(sql, forged, after, atMost).stream()
                        .map(one -> new Standing(
                                one.id(), one.row(), one.row().isPresent() ? Optional.empty() : alone(sql, one.id())))
                        .toList());
    }

    /** Whose emergency it is, where the gateway's own entries tell of nothing else. */
    private Optional<AgencyId> alone(JdbcClient sql, UUID id) {
        List<Told> entries = VERSIONS.entries(sql, transactions.macs(), id);
        boolean more = entries.stream().anyMatch(told -> told.read().genuine() && !told.says(EMERGENCY));
        return entries.stream()
                .filter(told -> !more && told.says(EMERGENCY) && told.own())
                .flatMap(told -> told.read().entry().says("agency").stream())
                .map(AgencyId::new)
                .findFirst();
    }

    @Override
    public boolean tell(Standing lapsed, Entry evidence, List<Notice> notices) {
        return transactions.change(
                "tell of a lapsed override",
                sql -> lapsed.onRecord()
                        .map(there -> amend(sql, told(there), null))
                        .orElseGet(() -> {
                            take(sql, lapsed.id());
                            return alone(sql, lapsed.id()).isPresent() ? 1 : 0;
                        }),
                sql -> {
                    Entries.append(sql, transactions.macs(), evidence);
                    notices.forEach(notice -> PostgresNotices.insert(sql, notice));
                });
    }

    private static OnRecord told(OnRecord there) {
        return new OnRecord(there.decision(), there.team(), there.proposal(), there.approval(), true);
    }
}
