package org.concordat.gateway;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.wss4j.common.cache.ReplayCache;
import org.concordat.routes.hop.StoreUnavailable;

/** Which envelopes were here, in the memory of a test. */
final class Replays implements ReplayCache {
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    boolean away;

    @Override
    public boolean contains(String envelope) {
        if (away) {
            throw new StoreUnavailable("remember an envelope", "08006");
        }
        return !seen.add(envelope);
    }

    @Override
    public void add(String envelope) {
        // remembered when asked for
    }

    @Override
    public void add(String envelope, Instant until) {
        // remembered when asked for
    }

    @Override
    public void close() {
        // holds nothing
    }
}
