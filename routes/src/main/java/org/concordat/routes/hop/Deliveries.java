package org.concordat.routes.hop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The queue of deliveries. Every method is one short transaction; none is open while a connector runs. Throws
 * {@link StoreUnavailable}. Safe to share between threads and between nodes.
 */
public interface Deliveries {
    /**
     * Claims deliveries that are due for a connector, oldest first, each for one node at a time. A claim that is not
     * ended in time (by the store's own clock) can be made again, by anyone.
     *
     * @param now business time
     */
    List<Delivery> claim(String connector, Instant now, int atMost, Duration lease);

    /** A delivery that its recipient may ask for: never one that was returned. */
    Optional<Delivery> find(AgencyId recipient, UUID delivery);

    /**
     * Commits, together, that it is released and the evidence of it.
     *
     * @return false, and nothing is written, when the row went on without this claim
     */
    boolean release(Delivery claimed, Instant at, Entry evidence);

    /** Commits, together, that it went back, the evidence, the notice to its sender, and that it answers nothing. */
    boolean giveBack(Delivery claimed, Instant at, Entry evidence, Notice notice);

    /** Ends a claim that came to nothing: due again at that business time. */
    void postpone(Delivery claimed, Instant until);

    /** Records that it was handed over. Never takes a confirmation back. */
    void handedOver(Delivery claimed, Instant at);

    /**
     * Records that the recipient confirmed it. The first confirmation stands; a signed one replaces a bare one.
     *
     * @param statement the recipient's signed receipt
     * @param readBy the person who read it, by the recipient agency's own reference
     */
    void confirmed(UUID delivery, Instant at, Optional<String> statement, Optional<String> readBy);
}
