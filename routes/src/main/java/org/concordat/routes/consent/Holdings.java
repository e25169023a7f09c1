package org.concordat.routes.consent;

import java.util.UUID;
import org.concordat.protection.holding.Holding;

/** The store of what agencies say that their teams have to do with people. Throws {@code StoreUnavailable}. Safe to share. */
@FunctionalInterface
public interface Holdings {
    /** Puts a holding on record; false, and nothing, when the id is another agency's, or of what a disclosure said. */
    boolean put(UUID id, Holding holding, Signed signed);
}
