package org.concordat.routes.delivery;

import java.util.UUID;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;

/** What became of a disclosure, for its sender alone. Safe to share. */
@FunctionalInterface
public interface StatusDoor {
    /**
     * What became of a disclosure that the caller's agency sent.
     *
     * @throws HopRefused {@code NOT_FOUND} when there is none, or another agency sent it
     */
    DisclosureStatus status(Caller caller, UUID disclosure) throws HopRefused;
}
