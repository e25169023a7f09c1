package org.concordat.routes.delivery;

import java.util.function.Predicate;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** The store's view of what waits for agencies. Throws {@code StoreUnavailable}. Safe to share. */
@FunctionalInterface
public interface Mailboxes {
    /**
     * Deliveries that the agency has not confirmed, oldest first, and notices to such teams, recalls first and then the latest;
     * at most so many of each.
     */
    Mailbox of(AgencyId recipient, Predicate<TeamId> such, int atMost);
}
