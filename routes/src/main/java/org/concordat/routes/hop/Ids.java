package org.concordat.routes.hop;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Fresh ids. Safe to share. */
public record Ids(SecureRandom source, Clock clock) {
    /** Version 4 (RFC 9562 section 5.4): says nothing. */
    public UUID random() {
        return versioned(source.nextLong(), 4);
    }

    /** Version 7 (RFC 9562 section 5.7): sorts by time, to the millisecond. */
    public UUID timed() {
        return versioned((clock.millis() << 16) | source.nextInt(1 << 12), 7);
    }

    private UUID versioned(long high, int version) {
        return new UUID((high & ~0xF000L) | ((long) version << 12), (source.nextLong() >>> 2) | Long.MIN_VALUE);
    }
}
