package org.concordat.routes.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/**
 * What those who run the gateway see and do of deliveries, and nothing of their content. Throws {@code StoreUnavailable}.
 * Safe to share between nodes.
 */
public interface Operations {
    /** That delivery; where none is named those that are held or went back, the latest first. */
    List<Progress> progress(Optional<UUID> delivery, int atMost);

    /** The agencies that nothing is handed over to, until an operator says so. */
    Set<AgencyId> paused();

    /** Commits, together, that an agency is paused, or is not any more, and the evidence of it. */
    void pause(AgencyId agency, boolean paused, AgencyId by, Instant at, Entry evidence);

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
