package org.concordat.routes.delivery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.TeamId;

/** Deliveries whose recipients are out of reach. Throws {@code StoreUnavailable}. Safe to share between nodes. */
public interface HeldDeliveries {
    /** What was to have reached its recipient by now, and is not held yet. */
    List<Held> late(Instant now, int atMost);

    /**
     * Commits, together, that it is held and the notice of it.
     *
     * @return false, and nothing is written, when it is no longer on its way
     */
    boolean hold(UUID delivery, Instant at, Notice notice);

    /** What is held of this sender's, oldest first. */
    List<Held> heldOf(AgencyId sender, int atMost);

    /** Makes a delivery that is held due at once; false when there is no such delivery of this sender's. */
    boolean retry(AgencyId sender, UUID delivery, Instant at);

    /**
     * Commits, together, that its sender took a held delivery back and the evidence of it.
     *
     * @return false, and nothing is written, when there is none of this sender's, or it is being attempted just now
     */
    boolean takeBack(AgencyId sender, UUID delivery, Instant at, Entry evidence);

    /**
     * A delivery, without content.
     *
     * @param team the sender's team that it is of
     * @param since when it was held, or committed
     * @param attempts how often it was tried
     * @param mayHaveArrived whether it left, and nothing was heard of it
     */
    record Held(
            UUID delivery,
            UUID disclosure,
            AgencyId sender,
            TeamId team,
            Kind kind,
            AgencyId recipient,
            Instant since,
            int attempts,
            boolean mayHaveArrived) {}
}
