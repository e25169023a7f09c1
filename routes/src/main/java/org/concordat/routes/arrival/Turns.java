package org.concordat.routes.arrival;

import java.time.Duration;
import java.util.UUID;

/** Which node looks where: one at a time, and another once it is gone. Throws {@code StoreUnavailable}. Safe to share. */
@FunctionalInterface
public interface Turns {
    /** Whether it is this node's turn there, from now on for so long, by the store's time; while it is, the turn is renewed. */
    boolean take(String place, UUID node, Duration lease);
}
