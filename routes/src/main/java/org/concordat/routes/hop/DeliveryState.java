package org.concordat.routes.hop;

import java.util.Locale;

/** How far a delivery has come. */
public enum DeliveryState {
    /** Committed; waits for its connector or its collector. */
    QUEUED,
    /** Decided anew, and the evidence is committed: a connector may be handing it over. */
    RELEASED,
    /** Handed over; nothing was heard of it since. */
    DELIVERED,
    /** The recipient confirmed it, by a signed receipt or its protocol's acknowledgement. */
    RECEIVED,
    /** Less is permitted now than when it was sealed: it went back to the sender, and stays there. */
    RETURNED;

    /** The word as stores and answers spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static DeliveryState ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
