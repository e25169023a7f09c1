package org.concordat.routes.hop;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Fresh ids. Safe to share. */
public final class Ids {
    private final SecureRandom random;
    private final Clock clock;

    public Ids(SecureRandom random, Clock clock) {
        this.random = random;
        this.clock = clock;
    }

    /** Version 4 (RFC 9562 section 5.4): says nothing. */
    public UUID random() {
        return versioned(random.nextLong(), 4);
    }

    /** Version 7 (RFC 9562 section 5.7): sorts by time, to the millisecond. */
    public UUID timed() {
        return versioned((clock.millis() << 16) | random.nextInt(1 << 12), 7);
    }

    private UUID versioned(long high, int version) {
        return new UUID((high & ~0xF000L) | ((long) version << 12), (random.nextLong() >>> 2) | Long.MIN_VALUE);
    }
}
