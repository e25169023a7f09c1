package org.concordat.routes.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalInt;

/** No more than so many within any minute, of real time. Safe to share. */
final class Rate {
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private final OptionalInt aMinute;
    private final ArrayDeque<Long> begun = new ArrayDeque<>();

    Rate(OptionalInt aMinute) {
        this.aMinute = aMinute;
    }

    /** Takes one, if one may begin now. */
    synchronized boolean begin() {
        if (aMinute.isEmpty()) {
            return true;
        }
        long now = System.nanoTime();
        while (!begun.isEmpty() && now - begun.element() >= MINUTE_NANOS) {
            begun.remove();
        }
        return begun.size() < aMinute.getAsInt() && begun.add(now);
    }

    /** It did not begin after all. */
    synchronized void giveBack() {
        begun.pollLast();
    }
}
