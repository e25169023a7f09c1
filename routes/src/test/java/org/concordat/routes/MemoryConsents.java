package org.concordat.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.consent.Consents;
import org.concordat.routes.consent.Signed;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;

/** Consents in memory: the same promises, no database. What rests on a consent is put in by the test. */
final class MemoryConsents implements Consents {
    final Map<UUID, OnRecord> rows = new HashMap<>();
    final List<Left> left = new ArrayList<>();
    private final List<Entry> entries;
    private final List<Notice> notices;

    MemoryConsents(List<Entry> entries, List<Notice> notices) {
        this.entries = entries;
        this.notices = notices;
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
    public boolean put(Consent consent, Set<AgencyId> named, Signed signed, Function<Left, List<Notice>> recalls) {
        rows.put(consent.id(), new OnRecord(consent, signed.digest()));
        if (consent.stated().isNo()) {
            left.stream()
                    .filter(gone -> named.contains(gone.recipient()))
                    .forEach(gone -> notices.addAll(recalls.apply(gone)));
        }
        return entries.add(signed.evidence());
    }
}
