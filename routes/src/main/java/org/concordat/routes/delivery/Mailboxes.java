package org.concordat.routes.delivery;

import org.concordat.schemas.terminology.AgencyId;

/** The store's view of what waits for agencies. Throws {@code StoreUnavailable}. Safe to share. */
@FunctionalInterface
public interface Mailboxes {
    /** Deliveries that the agency has not confirmed, oldest first, and its latest notices; at most so many of each. */
    Mailbox of(AgencyId recipient, int atMost);
}
