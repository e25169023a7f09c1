package org.concordat.routes.hop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.concordat.protection.agency.Endpoint;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Where the gateway picked something up. That the server is the agency's, was made sure of by who went there; of e-mail
 * nothing is known but the address that it says it is from.
 *
 * @param endpoint where it lay
 * @param isOpenToAll whether anybody could have put it there
 * @param name under which it lay there, the same at every look
 * @param at when it was put there, the same at every look
 */
public record Channel(AgencyId claimed, Endpoint endpoint, boolean isOpenToAll, String name, Instant at)
        implements Origin {
    /** The id of the record that is made of what came: of version 7, and the same whenever it is read again. */
    UUID idOf(byte[] original) {
        MessageDigest sha256 = Primitives.sha256();
        sha256.update((claimed + "\n" + name + "\n" + at.toEpochMilli() + "\n").getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest(original));
        long high = (at.toEpochMilli() << 16) | 0x7000 | (digest.getLong() & 0xFFF);
        return new UUID(high, (digest.getLong() >>> 2) | Long.MIN_VALUE);
    }

    @Override
    public String toString() {
        return endpoint.connector() + " of " + claimed;
    }
}
