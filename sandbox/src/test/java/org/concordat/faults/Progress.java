package org.concordat.faults;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;

/** What becomes of deliveries while business time passes, as the database and the gauges have it. Safe to share. */
record Progress(Ground ground) {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Longer than the longest pause between two attempts, and than attempts are suspended for. */
    private static final Duration LATER = Duration.ofMinutes(20);

    /** A delivery of its own to an agency; no jump of time comes between its signature and its receipt. */
    UUID sent(String agency) throws Exception {
        synchronized (ground) {
            return Sent.to(agency, ground).delivery();
        }
    }

    /** An attempt at it ended, or it arrived. */
    void isTried(UUID delivery) {
        isTried(delivery, 0);
    }

    /** One more ended that began after now. */
    void isTriedAgain(UUID delivery) throws Exception {
        isTried(delivery, attempts(delivery));
    }

    private void isTried(UUID delivery, int before) {
        later("an attempt", () -> (attempts(delivery) > before && isFree(delivery)) || hasArrived(delivery));
    }

    void comesInTheEnd(UUID delivery) {
        later("it arrives", () -> hasArrived(delivery));
    }

    /** Comes true once time has passed: for the next attempt, or until attempts are not suspended any more. */
    void later(String what, Callable<Boolean> comesTrue) {
        patiently(what).until(() -> {
            ground.jump(LATER);
            try {
                patiently(what).atMost(Duration.ofSeconds(3)).until(comesTrue);
                return true;
            } catch (ConditionTimeoutException notYet) {
                return false;
            }
        });
    }

    /** A partner's server that is cut off complains on threads of its own. */
    static ConditionFactory patiently(String what) {
        return Awaitility.await(what).dontCatchUncaughtExceptions().atMost(PATIENCE);
    }

    /** How long that takes from now on, where nothing stands in its way. */
    Duration isHandedOver(UUID delivery) {
        long begun = System.nanoTime();
        patiently("it is handed over").pollInterval(Duration.ofMillis(50)).until(() -> hasArrived(delivery));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    boolean hasArrived(UUID delivery) throws Exception {
        return List.of("delivered", "received").contains(state(delivery));
    }

    String state(UUID delivery) throws Exception {
        return ground.rows("select state from delivery where id = ?", delivery).get(0);
    }

    private int attempts(UUID delivery) throws Exception {
        return Integer.parseInt(ground.rows("select attempt::text from delivery where id = ?", delivery)
                .get(0));
    }

    private boolean isFree(UUID delivery) throws Exception {
        return ground.rows("select id::text from delivery where id = ? and lease_until is not null", delivery)
                .isEmpty();
    }

    /** Whether the gauge of the breaker says that attempts at an agency are suspended. */
    boolean isSuspended(String agency) throws Exception {
        return metric("concordat_partner_suspended", "recipient=\"" + agency + "\"") == 1;
    }

    /** How many receipts were none. */
    double notValid() throws Exception {
        return metric("concordat_hops_total", "code=\"acknowledge.receipt-not-valid\"");
    }

    private double metric(String name, String tag) throws Exception {
        return ground.metrics()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
