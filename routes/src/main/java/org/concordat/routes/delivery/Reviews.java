package org.concordat.routes.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.Recheck;

/**
 * Looks at once at what waits, when something that it rests on has changed or has ended: whether its recipient is in reach, or ever
 * collects, makes no difference to when its sender is told.
 */
public record Reviews(Deliveries deliveries, Recheck recheck, InForce inForce, Clock clock) {
    private static final Logger LOG = System.getLogger(Reviews.class.getName());
    private static final int BATCH = 16;
    /** How long what cannot be decided now is let be. */
    private static final Duration REST = Duration.ofMinutes(1);

    /** One round. What cannot be decided now is looked at again after a while. */
    public void round() {
        List<Delivery> changed;
        do {
            changed = inForce.isBehind() ? List.of() : deliveries.claimChanged(clock.instant(), BATCH, Claims.LEASE);
            if (!changed.isEmpty()) {
                // what has changed may be the bundle, which another node put in force just now
                inForce.follow();
            }
            changed.forEach(this::review);
        } while (changed.size() == BATCH);
    }

    private void review(Delivery delivery) {
        try {
            inForce.deciding(() -> {
                recheck.review(delivery);
                deliveries.reviewed(delivery);
                return delivery;
            });
        } catch (HopRefused e) {
            // only for what cannot be learned at the moment
            deliveries.renew(List.of(delivery), REST);
        } catch (RuntimeException e) {
            // where the store is away, this ends the round; else the next is looked at
            deliveries.renew(List.of(delivery), REST);
            LOG.log(
                    Level.ERROR,
                    "a delivery cannot be decided anew: {0}",
                    e.getClass().getName());
        }
    }
}
