package org.concordat.schemas.signature;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.concordat.schemas.primitive.Primitives;

/** Ids and salts: random, and for a Header with the time in front (RFC 9562 sections 5.4 and 5.7). */
public final class RandomIds {
    private static final SecureRandom RANDOM = Primitives.random();
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RandomIds() {}

    /** A UUID of version 4. */
    public static UUID random() {
        long high = (RANDOM.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L;
        return new UUID(high, (RANDOM.nextLong() >>> 2) | VARIANT);
    }

    /** A UUID of version 7. */
    static UUID timed(Clock clock) {
        long high = (clock.millis() << 16) | 0x7000L | RANDOM.nextInt(0x1000);
        return new UUID(high, (RANDOM.nextLong() >>> 2) | VARIANT);
    }

    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
