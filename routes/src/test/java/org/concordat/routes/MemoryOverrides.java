package org.concordat.routes;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Notice;

/** Overrides in memory: the same promises, no database. */
final class MemoryOverrides implements Overrides {
    final Map<UUID, OnRecord> rows = new HashMap<>();
    private final Set<UUID> told = new HashSet<>();
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
        rows.put(approved.decision().id(), approved);
        return entries.add(signed.evidence());
    }

    @Override
    public List<OnRecord> lapsed(Instant now, int atMost) {
        return rows.values().stream()
                .filter(row -> row.decision().emergency()
                        && row.decision().approval().isEmpty()
                        && !row.decision().due().isAfter(now)
                        && !told.contains(row.decision().id()))
                .toList();
    }

    @Override
    public boolean tell(OnRecord lapsed, List<Notice> about) {
        return told.add(lapsed.decision().id()) && notices.addAll(about);
    }
}
