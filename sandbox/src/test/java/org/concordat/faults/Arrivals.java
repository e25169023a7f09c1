package org.concordat.faults;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.concordat.protection.envelope.OpeningFailed;

/**
 * What reached recipients, as they see it: every sealed copy is opened with the recipient's own key, so that whose
 * disclosure it is comes from the copy and not from the gateway. Safe to share.
 */
final class Arrivals {
    private final Ground ground;
    private final Map<Passage, Map<UUID, AtomicInteger>> arrived = new ConcurrentHashMap<>();
    private final List<String> undecided = new CopyOnWriteArrayList<>();

    Arrivals(Ground ground) {
        this.ground = ground;
    }

    /** One disclosure's way to one recipient: of which there must be one delivery. */
    record Passage(String sender, UUID disclosure, String recipient) {}

    /** A copy came, by whatever connector. */
    void came(UUID delivery, byte[] sealed, Correspondent recipient) {
        looksDecided(delivery);
        try {
            Document document = recipient.open(sealed);
            Passage passage = new Passage(
                    document.sender(), document.id(), recipient.agency().value());
            arrived.computeIfAbsent(passage, p -> new ConcurrentHashMap<>())
                    .computeIfAbsent(delivery, d -> new AtomicInteger())
                    .incrementAndGet();
        } catch (OpeningFailed broken) {
            undecided.add(delivery + " cannot be opened by " + recipient.agency());
        }
    }

    /** While it arrives, its release is on record already. A database that is away cannot be asked: the ledger is, later. */
    private void looksDecided(UUID delivery) {
        try {
            List<String> state = ground.rows("select state from delivery where id = ?", delivery);
            if (state.isEmpty() || state.contains("queued") || state.contains("returned")) {
                undecided.add(delivery + " arrived while it was " + state);
            }
        } catch (SQLException away) {
            // asked in the end
        }
    }

    /** The delivery ids under which it came, and how often under each. */
    Map<UUID, AtomicInteger> of(Passage passage) {
        return arrived.getOrDefault(passage, Map.of());
    }

    /** How often a delivery came. */
    int times(UUID delivery) {
        return arrived.values().stream()
                .map(ids -> ids.get(delivery))
                .filter(java.util.Objects::nonNull)
                .mapToInt(AtomicInteger::get)
                .sum();
    }

    /** What came although no release was on record, in words. */
    List<String> undecided() {
        return List.copyOf(undecided);
    }
}
