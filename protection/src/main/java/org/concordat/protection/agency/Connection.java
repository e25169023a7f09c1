package org.concordat.protection.agency;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an agency is reached.
 *
 * @param attempts of no use to a mailbox, which nobody is tried at
 * @param heldAfter how long it may be unreachable before the sender is told; where it says nothing, the gateway's own
 *     pace counts
 * @param recallWithin how long a recall of data may stay unconfirmed before its named senior is told; the same holds
 */
public record Connection(
        Endpoint endpoint, Attempts attempts, Optional<Duration> heldAfter, Optional<Duration> recallWithin) {
    /**
     * When the sender of what is committed now is told that it did not arrive. Where the agency does not say how long
     * that may take, the time when it is closed does not count.
     */
    public Instant heldAt(Instant now, Duration otherwise) {
        return heldAfter.map(now::plus).orElseGet(() -> attempts.openingHours().after(now, otherwise));
    }
}
