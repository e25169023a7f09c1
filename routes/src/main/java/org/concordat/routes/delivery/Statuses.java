package org.concordat.routes.delivery;

import java.util.Optional;
import java.util.UUID;
import org.concordat.schemas.terminology.AgencyId;

/** The store's view of what became of disclosures. Throws {@code StoreUnavailable}. Safe to share. */
@FunctionalInterface
public interface Statuses {
    /** What became of a disclosure of this sender; empty for anyone else's. */
    Optional<DisclosureStatus> find(AgencyId sender, UUID disclosure);
}
