package org.concordat.routes.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/**
 * What those who run the gateway see and do of deliveries, and nothing of their content. Throws {@code StoreUnavailable}.
 * Safe to share between nodes.
 */
public interface Operations {
    /** The code of an entry from which on nothing is handed over to its recipient, until there is another. */
    String PAUSED = "partner.paused";

    /** That delivery; where none is named those that are held or went back, the latest first. */
    List<Progress> progress(Optional<UUID> delivery, int atMost);

    /**
     * Commits that an agency is paused ({@link #PAUSED}), or is not any more. The latest entry of it is what holds.
     *
     * @param entry of the number that it is given, one more than the last about that agency
     * @return false, and nothing was written, when it is so already
     */
    boolean pause(AgencyId agency, IntFunction<Entry> entry);

    /**
     * How far a delivery has come.
     *
     * @param since when it came there
     * @param because why it is there, in a sentence
     */
    record Progress(
            UUID delivery,
            UUID disclosure,
            AgencyId sender,
            AgencyId recipient,
            Kind kind,
            DeliveryState state,
            Instant since,
            int attempts,
            String because) {}
}
