package org.concordat.routes.delivery;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** The store's view of what became of disclosures. Throws {@code StoreUnavailable}. Safe to share. */
@FunctionalInterface
public interface Statuses {
    /** What became of a disclosure of this sender, and of such a team of it; empty for anyone else's. */
    Optional<DisclosureStatus> find(AgencyId sender, Predicate<TeamId> of, UUID disclosure);
}
