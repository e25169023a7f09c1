package org.concordat.routes.consent;

import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.holding.Holding;

/** The store of what agencies say that their teams have to do with people. Throws {@code StoreUnavailable}. Safe to share. */
public interface Holdings {
    /** Whoever's it is, but nothing that a disclosure handed over. */
    Optional<OnRecord> find(UUID id);

    /** As {@code RowInspection.Rows} says: judges the next ones, by their rows and by what the ledger names. */
    Optional<UUID> inspect(Optional<UUID> after, int atMost);

    /**
     * Puts a version on record with its evidence.
     *
     * @return false, and nothing is written, when as late a version is on record, or the id is another agency's, or of what
     *     a disclosure handed over
     */
    boolean put(UUID id, OnRecord said, Signed signed);

    /**
     * A holding and the statement that it stands on.
     *
     * @param version goes forward with every change
     * @param digest of what the statement says, under the key of the pseudonyms; empty where a disclosure said it
     */
    record OnRecord(Holding holding, int version, Optional<String> digest) {}
}
