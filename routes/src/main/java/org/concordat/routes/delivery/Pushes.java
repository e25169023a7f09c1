package org.concordat.routes.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.concordat.protection.agency.Attempts;
import org.concordat.routes.FlowObserver;
import org.concordat.routes.delivery.Partner.Attempt;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The rounds of one connector that pushes: claims what is due, and carries it through the delivery route, recipients side
 * by side, so that one that is slow or away stops no other. Where nothing is due, hears what the recipient says of what it
 * was given before.
 */
public final class Pushes {
    /** The code of a refusal that is the partner's doing, and not the gateway's own. */
    static final String NOT_TAKEN = "deliver.failed";

    private static final Logger LOG = System.getLogger(Pushes.class.getName());
    /** How many large copies may be in memory at once; of small ones, as many as there are workers. */
    private static final int LARGE_AT_ONCE = 3;

    private static final int LARGE = 1 << 20;
    /** How many deliveries are asked after in one attempt. */
    private static final int ASKED_AFTER = 64;

    private static final Duration ASKED_WITHIN = Duration.ofMinutes(1);
    /** After so many attempts it is asked after once a day. */
    private static final int PATIENT = 100;

    private static final Duration DAY = Duration.ofDays(1);

    private final String connector;
    private final Errand errand;
    private final Deliveries deliveries;
    private final Claims claims;
    private final BooleanSupplier goesOn;
    private final Function<AgencyId, Attempts> agreed;
    private final Clock clock;
    private final SecureRandom random;
    private final Executor workers;
    private final FlowObserver observer;
    private final Map<Map.Entry<AgencyId, Attempts>, Partner> partners = new ConcurrentHashMap<>();
    private final Semaphore large = new Semaphore(LARGE_AT_ONCE);

    /** What is done at one recipient. */
    @FunctionalInterface
    public interface Errand {
        /** Takes one claimed delivery there. */
        void carry(Delivery delivery) throws HopRefused;

        /** Whether deliveries may be claimed for it: not while this node is behind the configuration in force. */
        default boolean isOpen() {
            return true;
        }

        /** Whether recipients say later that they have it. */
        default boolean hears() {
            return false;
        }

        /** Puts on record what a recipient has said since. */
        default void hear(AgencyId recipient, List<Delivery> unconfirmed) throws HopRefused {}
    }

    /**
     * The rounds of a connector.
     *
     * @param goesOn whether this node still takes new work: one that is being stopped ends what it has begun
     * @param agreed how each recipient is tried, as its agency's file says now
     */
    public Pushes(
            String connector,
            Errand errand,
            Deliveries deliveries,
            Claims claims,
            BooleanSupplier goesOn,
            Function<AgencyId, Attempts> agreed,
            Clock clock,
            SecureRandom random,
            Executor workers,
            FlowObserver observer) {
        this.connector = connector;
        this.errand = errand;
        this.deliveries = deliveries;
        this.claims = claims;
        this.goesOn = goesOn;
        this.agreed = agreed;
        this.clock = clock;
        this.random = random;
        this.workers = workers;
        this.observer = observer;
    }

    /** One round: sets workers to what is due, and does not wait for them. */
    public void round() {
        List<AgencyId> unconfirmed = errand.hears() ? deliveries.unconfirmed(connector, clock.instant()) : List.of();
        Stream.concat(deliveries.due(connector, clock.instant()).stream(), unconfirmed.stream())
                .distinct()
                .filter(this::isOpen)
                .forEach(recipient -> {
                    Partner partner = partners.computeIfAbsent(
                            Map.entry(recipient, agreed.apply(recipient)),
                            terms -> new Partner(recipient, terms.getValue(), clock, observer));
                    if (partner.enter()) {
                        workers.execute(() -> {
                            try {
                                partner.attempts(() -> next(recipient));
                            } finally {
                                partner.leave();
                            }
                        });
                    }
                });
    }

    private boolean isOpen(AgencyId recipient) {
        return agreed.apply(recipient).openingHours().covers(clock.instant());
    }

    /** Claims one, so that nothing waits behind a slow partner under a lease; empty when nothing is due. */
    private Optional<Attempt> next(AgencyId recipient) {
        if (!goesOn.getAsBoolean() || !errand.isOpen() || !isOpen(recipient)) {
            return Optional.empty();
        }
        return deliveries.claim(connector, recipient, clock.instant(), 1, Claims.LEASE).stream()
                .findFirst()
                .map(claimed -> claims.during(claimed, () -> carry(claimed)))
                .or(() -> errand.hears() ? hear(recipient) : Optional.empty());
    }

    /** A delivery that fails does not stop the others; it is never dropped. */
    private Attempt carry(Delivery delivery) {
        boolean takesRoom = delivery.size() > LARGE;
        if (takesRoom && !large.tryAcquire()) {
            // not waited for: that would count as the partner's slowness
            postpone(delivery, 1);
            return Attempt.NOT_MADE;
        }
        try {
            errand.carry(delivery);
            return Attempt.TAKEN;
        } catch (HopRefused e) {
            if (e.category() == Category.RETRY_LATER) {
                postpone(delivery, delivery.attempt());
            }
            return notMade(delivery.recipient(), e);
        } finally {
            large.release(takesRoom ? 1 : 0);
        }
    }

    private Optional<Attempt> hear(AgencyId recipient) {
        List<Delivery> unconfirmed =
                deliveries.claimUnconfirmed(connector, recipient, clock.instant(), ASKED_AFTER, ASKED_WITHIN);
        if (unconfirmed.isEmpty()) {
            return Optional.empty();
        }
        try {
            errand.hear(recipient, unconfirmed);
            return Optional.of(Attempt.TAKEN);
        } catch (HopRefused e) {
            return Optional.of(notMade(recipient, e));
        } finally {
            unconfirmed.forEach(delivery -> postpone(delivery, delivery.attempt()));
        }
    }

    private static Attempt notMade(AgencyId recipient, HopRefused why) {
        if (!why.code().equals(NOT_TAKEN)) {
            return Attempt.NOT_MADE;
        }
        LOG.log(Level.INFO, "attempt at {0}: {1}", recipient, why.sentence());
        return Attempt.FAILED;
    }

    private void postpone(Delivery delivery, int attempt) {
        Attempts attempts = agreed.apply(delivery.recipient());
        Duration longest = delivery.state().isOpen() || attempt < PATIENT ? attempts.longestRetry() : DAY;
        deliveries.postpone(
                delivery, new Backoff(attempts.firstRetry(), longest, random).next(attempt, clock.instant()));
    }
}
