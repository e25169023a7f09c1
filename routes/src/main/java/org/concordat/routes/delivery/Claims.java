package org.concordat.routes.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.StoreUnavailable;

/**
 * The claims that this node is at work on: renewed beat by beat while the work lasts, so that a slow partner keeps them,
 * and free within seconds once the node is gone. Safe to share.
 */
public final class Claims {
    /** Several beats: one that a busy database lets wait costs nothing. A claim that was lost is only made again. */
    public static final Duration LEASE = Duration.ofSeconds(6);
    /** Longer than any connector waits: what takes longer is stuck, and another node may try. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Deliveries deliveries;
    private final Set<Work> underWay = ConcurrentHashMap.newKeySet();

    private record Work(Delivery claimed, long begun) {}

    public Claims(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** Does the work, which ends the claim itself, while the claim is kept. */
    <T> T during(Delivery claimed, Supplier<T> work) {
        Work one = new Work(claimed, System.nanoTime());
        underWay.add(one);
        try {
            return work.get();
        } finally {
            underWay.remove(one);
        }
    }

    /** One beat. One that fails is made up for by the next. */
    public void beat() {
        long now = System.nanoTime();
        List<Delivery> claimed = underWay.stream()
                .filter(work -> now - work.begun() < LONGEST.toNanos())
                .map(Work::claimed)
                .toList();
        try {
            if (!claimed.isEmpty()) {
                deliveries.renew(claimed, LEASE);
            }
        } catch (StoreUnavailable e) {
            // a database that is away lets nobody else claim them either
        }
    }
}
