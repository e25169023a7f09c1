package org.concordat.routes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.consent.Holdings;
import org.concordat.routes.consent.Signed;

/** Holdings in memory: the same promises, no database. */
final class MemoryHoldings implements Holdings {
    final Map<UUID, OnRecord> rows = new HashMap<>();
    private final List<Entry> entries;

    MemoryHoldings(List<Entry> entries) {
        this.entries = entries;
    }

    @Override
    public Optional<OnRecord> find(UUID id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public Optional<UUID> inspect(Optional<UUID> after, int atMost) {
        return Optional.empty();
    }

    @Override
    public boolean put(UUID id, OnRecord said, Signed signed) {
        rows.put(id, said);
        return entries.add(signed.evidence());
    }
}
