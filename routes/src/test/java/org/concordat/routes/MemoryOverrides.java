package org.concordat.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;

/** Overrides in memory: the same promises, no database. */
final class MemoryOverrides implements Overrides {
    final Map<UUID, OnRecord> rows = new HashMap<>();

    /** Emergencies whose rows somebody removed, and whose they were. */
    final Map<UUID, AgencyId> lost = new HashMap<>();

    private final List<Entry> entries;
    private final List<Notice> notices;

    MemoryOverrides(List<Entry> entries, List<Notice> notices) {
        this.entries = entries;
        this.notices = notices;
    }

    @Override
    public Optional<OnRecord> find(UUID id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public Put propose(OnRecord proposed, Signed signed, List<Notice> about, Predicate<List<OverrideDecision>> open) {
        if (proposed.decision().emergency()
                && !open.test(rows.values().stream().map(OnRecord::decision).toList())) {
            return Put.LEFT_ALONE;
        }
        rows.put(proposed.decision().id(), proposed);
        notices.addAll(about);
        entries.add(signed.evidence());
        return Put.DONE;
    }

    @Override
    public boolean approve(OnRecord approved, Signed signed) {
        UUID id = approved.decision().id();
        rows.put(id, approved);
        notices.removeIf(n -> n.about() == Notice.About.OVERRIDE_TO_BE_APPROVED
                && n.regarding().equals(id));
        return entries.add(signed.evidence());
    }

    @Override
    public List<Standing> next(Optional<UUID> after, int atMost) {
        return after.isPresent()
                ? List.of()
                : Stream.concat(rows.keySet().stream(), lost.keySet().stream())
                        .map(id -> new Standing(id, find(id), Optional.ofNullable(lost.get(id))))
                        .toList();
    }

    @Override
    public boolean tell(Standing lapsed, Entry evidence, List<Notice> about) {
        lapsed.onRecord()
                .ifPresent(row -> rows.put(
                        lapsed.id(), new OnRecord(row.decision(), row.team(), row.proposal(), row.approval(), true)));
        lost.remove(lapsed.id());
        return entries.add(evidence) && notices.addAll(about);
    }
}
