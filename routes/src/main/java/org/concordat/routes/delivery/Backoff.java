package org.concordat.routes.delivery;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;

/**
 * When to try again: twice as long after every attempt, up to a longest wait, and at random between half of that and
 * all of it, so that a partner that comes back is not met by everybody at once. Safe to share.
 */
public record Backoff(Duration first, Duration longest, SecureRandom random) {
    private static final int DOUBLINGS = 30;

    public Instant next(int attempt, Instant now) {
        long doubled = first.toMillis() << Math.min(DOUBLINGS, Math.max(0, attempt - 1));
        long wait = Math.min(doubled, longest.toMillis());
        return now.plusMillis(wait / 2 + random.nextLong(wait / 2 + 1));
    }
}
