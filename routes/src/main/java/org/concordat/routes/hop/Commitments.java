package org.concordat.routes.hop;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.hop.HopRefused.Category;
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

    /** A disclosure as it came, sealed to the gateway. */
    Optional<Sealed> original(AgencyId sender, UUID id);

    /** Enters and counts a disclosure of which something else is stored than was committed. */
    void forged(UUID id);

    /** Who sent the disclosure of this id and conversation, where it was committed to that recipient. */
    Set<AgencyId> sendersOf(UUID disclosure, UUID conversation, AgencyId recipient);

    /**
     * An id that was used.
     *
     * @param digest of the bytes that were submitted under it, in hexadecimal
     */
    record OnRecord(String digest, Receipt receipt) {
        /**
         * What to say when bytes of this digest are handed in under the same id.
         *
         * @return the refusal of other bytes, to be thrown
         * @throws KnownRepeat for the same bytes
         */
        HopRefused repeated(String again, String hop, AgencyId sender, Instant at) throws KnownRepeat {
            if (digest.equals(again)) {
                throw new KnownRepeat(receipt);
            }
            String code = hop + ".id-reused";
            return new HopRefused(
                            Category.CONFLICT,
                            code,
                            "Another disclosure was handed in under this id. Every disclosure needs an id of its own.")
                    .on(Evidence.refused(at, code, sender));
        }
    }
}
