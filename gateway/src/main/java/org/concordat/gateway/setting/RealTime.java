package org.concordat.gateway.setting;

import java.time.Clock;
import java.time.Instant;

/**
 * The time of the world, by which certificates and tokens are judged. A type of its own, so that it cannot be confused
 * with the {@link Clock} of business, which stories and tests move.
 */
public record RealTime(Clock clock) {
    public RealTime() {
        this(Clock.systemUTC());
    }

    public Instant now() {
        return clock.instant();
    }
}
