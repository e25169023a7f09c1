package org.concordat.routes.hop;

import org.concordat.schemas.terminology.Coded;

/** How far a delivery has come. */
public enum DeliveryState implements Coded {
    /** Committed; waits for its connector or its collector. */
    QUEUED,
    /** Decided anew, and the evidence is committed: a connector may be handing it over. */
    RELEASED,
    /** Out of reach for too long, and its sender was told so. Attempts go on, and it may still be collected. */
    HELD,
    /** Handed over; nothing was heard of it since. */
    DELIVERED,
    /** The recipient confirmed it, by a signed receipt or its protocol's acknowledgement. */
    RECEIVED,
    /** Less is permitted now than when it was sealed, or its sender took it back: it stays with the sender. */
    RETURNED;

    /** Whether it is neither with its recipient nor back with its sender. */
    public boolean isOpen() {
        return this == QUEUED || this == RELEASED || this == HELD;
    }
}
