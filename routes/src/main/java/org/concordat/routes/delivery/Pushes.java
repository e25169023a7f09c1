package org.concordat.routes.delivery;

import java.time.Clock;
import java.time.Duration;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;

/** The rounds of one connector that pushes: claims what is due, and carries each through the delivery route. */
public final class Pushes {
    private static final int BATCH = 16;
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final String connector;
    private final Deliveries deliveries;
    private final DeliveryRoute route;
    private final Backoff backoff;
    private final Clock clock;

    public Pushes(String connector, Deliveries deliveries, DeliveryRoute route, Backoff backoff, Clock clock) {
        this.connector = connector;
        this.deliveries = deliveries;
        this.route = route;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** One round. A delivery that fails does not stop the others; it is never dropped. */
    public void round() {
        for (Delivery delivery : deliveries.claim(connector, clock.instant(), BATCH, LEASE)) {
            try {
                route.carry(delivery);
            } catch (HopRefused e) {
                if (e.category() == Category.RETRY_LATER) {
                    deliveries.postpone(delivery, backoff.next(delivery.attempt(), clock.instant()));
                }
            }
        }
    }
}
