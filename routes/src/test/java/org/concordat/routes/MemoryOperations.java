package org.concordat.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.delivery.Operations;
import org.concordat.schemas.terminology.AgencyId;

/** Pauses in memory; nothing is to be seen of deliveries. */
record MemoryOperations(List<Entry> entries, Set<AgencyId> paused) implements Operations {
    MemoryOperations(List<Entry> entries) {
        this(entries, new HashSet<>());
    }

    @Override
    public List<Progress> progress(Optional<UUID> delivery, int atMost) {
        return List.of();
    }

    @Override
    public boolean pause(AgencyId agency, IntFunction<Entry> entry) {
        Entry evidence = entry.apply(entries.size());
        boolean changes =
                evidence.says("code").equals(Optional.of(PAUSED)) ? paused.add(agency) : paused.remove(agency);
        if (changes) {
            entries.add(evidence);
        }
        return changes;
    }
}
