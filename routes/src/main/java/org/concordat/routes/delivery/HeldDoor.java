package org.concordat.routes.delivery;

import java.util.List;
import java.util.UUID;
import org.concordat.routes.delivery.HeldDeliveries.Held;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;

/**
 * What the caller's agency sent and could not be delivered. No content. What is not of the caller's agency is absent
 * ({@code NOT_FOUND}). Safe to share.
 */
public interface HeldDoor {
    /** What is held, oldest first. */
    List<Held> held(Caller caller) throws HopRefused;

    /** Has it tried again at once. */
    void retry(Caller caller, UUID delivery) throws HopRefused;

    /**
     * Takes it back: it is not attempted any more, and cannot be collected.
     *
     * @param actor who decided that, by the agency's own reference
     */
    void takeBack(Caller caller, UUID delivery, String actor) throws HopRefused;
}
