package org.concordat.routes.hop;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.receipt.Receipt;
import org.concordat.schemas.terminology.AgencyId;

/** The store of what was committed. Every method is one transaction. Throws {@link StoreUnavailable}. Safe to share. */
public interface Commitments {
    /** What is on record for a sender's id, for ever. */
    Optional<OnRecord> find(AgencyId sender, UUID id);

    /**
     * Writes it all, and marks the answer that it is, or writes nothing because the sender's id is on record already.
     *
     * @return what is on record for the id now: this commitment, or the earlier one
     */
    OnRecord commit(Commitment commitment);

    /** Who sent the disclosure of this id and conversation, where it was committed to that recipient. */
    Set<AgencyId> sendersOf(UUID disclosure, UUID conversation, AgencyId recipient);

    /**
     * An id that was used.
     *
     * @param digest of the bytes that were submitted under it, in hexadecimal
     */
    record OnRecord(String digest, Receipt receipt) {}
}
