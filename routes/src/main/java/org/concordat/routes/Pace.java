package org.concordat.routes;

import java.time.Duration;

/**
 * How often and how long.
 *
 * @param replayWindow how old a disclosure may be when it is handed in
 * @param round how long the gateway rests between two looks at its queue and its clocks, in real time
 * @param firstRetry how long after a first failed attempt the second is made, in business time
 * @param longestRetry the longest time between two attempts
 */
public record Pace(Duration replayWindow, Duration round, Duration firstRetry, Duration longestRetry) {
    /** A day's window, a round a second, retries from five seconds to a quarter of an hour. */
    public static Pace standard() {
        return new Pace(Duration.ofHours(24), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMinutes(15));
    }
}
