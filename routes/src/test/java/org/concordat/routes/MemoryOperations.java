package org.concordat.routes;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
    public void pause(AgencyId agency, boolean rests, AgencyId by, Instant at, Entry evidence) {
        entries.add(evidence);
        if (rests) {
            paused.add(agency);
        } else {
            paused.remove(agency);
        }
    }
}
