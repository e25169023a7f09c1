package org.concordat.routes.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.concordat.protection.agency.Attempts;
import org.concordat.routes.FlowObserver;
import org.concordat.schemas.terminology.AgencyId;

/**
 * One recipient as a connector meets it: never more attempts at once, or within a minute, than it takes, and none for a
 * while after most of them failed or were slow. What waits meanwhile is not attempted, so its back-off does not grow. Safe to share.
 */
final class Partner {
    private static final int JUDGED_BY = 10;
    private static final int AT_LEAST = 4;
    private static final Duration REST = Duration.ofSeconds(30);

    /** How an attempt ended. */
    enum Attempt {
        TAKEN,
        /** The partner did not take it. */
        FAILED,
        /** It ended before the partner was asked, so it says nothing of the partner. */
        NOT_MADE
    }

    private final Semaphore places;
    private final Rate rate;
    private final CircuitBreaker breaker;

    Partner(AgencyId recipient, Attempts agreed, Clock clock, FlowObserver observer) {
        places = new Semaphore(agreed.atOnce());
        rate = new Rate(agreed.aMinute());
        breaker = CircuitBreaker.of(
                recipient.value(),
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowSize(JUDGED_BY)
                        .minimumNumberOfCalls(AT_LEAST)
                        .slowCallDurationThreshold(agreed.timeOut().dividedBy(2))
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> observer.breaker(
                        recipient, event.getStateTransition().getToState() != CircuitBreaker.State.CLOSED));
        observer.breaker(recipient, false);
    }

    /** Takes one of the places for attempts, if one is free. */
    boolean enter() {
        return places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Makes attempts, one after the other, until there is none to make or the partner needs a rest. */
    void attempts(Supplier<Optional<Attempt>> next) {
        while (rate.begin() && breaker.tryAcquirePermission()) {
            long started = System.nanoTime();
            Optional<Attempt> made = Optional.empty();
            try {
                made = next.get();
            } finally {
                long took = System.nanoTime() - started;
                switch (made.orElse(Attempt.NOT_MADE)) {
                    case TAKEN -> breaker.onSuccess(took, TimeUnit.NANOSECONDS);
                    case FAILED ->
                        breaker.onError(took, TimeUnit.NANOSECONDS, new IllegalStateException("the partner failed"));
                    case NOT_MADE -> breaker.releasePermission();
                }
            }
            if (made.isEmpty()) {
                rate.giveBack();
                return;
            }
        }
    }
}
