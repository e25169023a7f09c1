package org.concordat.routes.delivery;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.concordat.routes.FlowObserver;
import org.concordat.routes.delivery.Partner.Attempt;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The rounds of one connector that pushes: claims what is due, and carries it through the delivery route, recipients side
 * by side, so that one that is slow or away stops no other.
 */
public final class Pushes {
    /** How many large copies may be in memory at once; of small ones, as many as there are workers. */
    private static final int LARGE_AT_ONCE = 3;

    private static final int LARGE = 1 << 20;
    /** The code of a refusal that is the partner's doing, and not the gateway's own. */
    private static final String NOT_TAKEN = "deliver.failed";

    private final String connector;
    private final Deliveries deliveries;
    private final Claims claims;
    private final BooleanSupplier goesOn;
    private final DeliveryRoute route;
    private final Backoff backoff;
    private final Clock clock;
    private final Executor workers;
    private final FlowObserver observer;
    private final Map<AgencyId, Partner> partners = new ConcurrentHashMap<>();
    private final Semaphore large = new Semaphore(LARGE_AT_ONCE);

    /** @param goesOn whether this node still takes new work: one that is being stopped ends what it has begun */
    public Pushes(
            String connector,
            Deliveries deliveries,
            Claims claims,
            BooleanSupplier goesOn,
            DeliveryRoute route,
            Backoff backoff,
            Clock clock,
            Executor workers,
            FlowObserver observer) {
        this.connector = connector;
        this.deliveries = deliveries;
        this.claims = claims;
        this.goesOn = goesOn;
        this.route = route;
        this.backoff = backoff;
        this.clock = clock;
        this.workers = workers;
        this.observer = observer;
    }

    /** One round: sets workers to what is due, and does not wait for them. */
    public void round() {
        for (AgencyId recipient : deliveries.due(connector, clock.instant())) {
            Partner partner = partners.computeIfAbsent(recipient, id -> new Partner(id, clock, observer));
            if (partner.enter()) {
                workers.execute(() -> {
                    try {
                        partner.attempts(() -> next(recipient));
                    } finally {
                        partner.leave();
                    }
                });
            }
        }
    }

    /** Claims one, so that nothing waits behind a slow partner under a lease; empty when nothing is due. */
    private Optional<Attempt> next(AgencyId recipient) {
        if (!goesOn.getAsBoolean() || !route.isOpen()) {
            return Optional.empty();
        }
        return deliveries.claim(connector, recipient, clock.instant(), 1, Claims.LEASE).stream()
                .findFirst()
                .map(claimed -> claims.during(claimed, () -> carry(claimed)));
    }

    /** A delivery that fails does not stop the others; it is never dropped. */
    private Attempt carry(Delivery delivery) {
        boolean takesRoom = delivery.size() > LARGE;
        if (takesRoom && !large.tryAcquire()) {
            // not waited for: that would count as the partner's slowness
            deliveries.postpone(delivery, backoff.next(1, clock.instant()));
            return Attempt.NOT_MADE;
        }
        try {
            route.carry(delivery);
            return Attempt.TAKEN;
        } catch (HopRefused e) {
            if (e.category() == Category.RETRY_LATER) {
                deliveries.postpone(delivery, backoff.next(delivery.attempt(), clock.instant()));
            }
            return e.code().equals(NOT_TAKEN) ? Attempt.FAILED : Attempt.NOT_MADE;
        } finally {
            large.release(takesRoom ? 1 : 0);
        }
    }
}
