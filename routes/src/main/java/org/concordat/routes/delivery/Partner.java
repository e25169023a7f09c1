package org.concordat.routes.delivery;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.concordat.routes.FlowObserver;
import org.concordat.schemas.terminology.AgencyId;

/**
 * One recipient as a connector meets it: never more than a few attempts at once, and none for a while after most of them
 * failed or were slow. What waits meanwhile is not attempted, so its back-off does not grow. Safe to share.
 */
final class Partner {
    private static final int AT_ONCE = 2;
    private static final int JUDGED_BY = 10;
    private static final int AT_LEAST = 4;
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Duration REST = Duration.ofSeconds(30);

    /** How an attempt ended. */
    enum Attempt {
        TAKEN,
        /** The partner did not take it. */
        FAILED,
        /** It ended before the partner was asked, so it says nothing of the partner. */
        NOT_MADE
    }

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final CircuitBreaker breaker;

    Partner(AgencyId recipient, Clock clock, FlowObserver observer) {
        breaker = CircuitBreaker.of(
                recipient.value(),
                CircuitBreakerConfig.custom()
                        .clock(clock)
                        .slidingWindowSize(JUDGED_BY)
                        .minimumNumberOfCalls(AT_LEAST)
                        .slowCallDurationThreshold(SLOW)
                        .waitDurationInOpenState(REST)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> observer.breaker(
                        recipient, event.getStateTransition().getToState() != CircuitBreaker.State.CLOSED));
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
        while (breaker.tryAcquirePermission()) {
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
                return;
            }
        }
    }
}
