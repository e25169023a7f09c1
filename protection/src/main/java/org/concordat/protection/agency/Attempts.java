package org.concordat.protection.agency;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * How an agency's system is tried.
 *
 * @param timeOut how long one attempt may take, from beginning to end
 * @param openingHours when it is tried at all
 * @param firstRetry how long after a first failed attempt the second is made, in business time
 * @param longestRetry the longest time between two attempts
 * @param atOnce how many attempts run at the same time on a gateway node
 * @param aMinute how many attempts begin within any minute on a gateway node; as many as there are where it is empty
 */
public record Attempts(
        Duration timeOut,
        OpeningHours openingHours,
        Duration firstRetry,
        Duration longestRetry,
        int atOnce,
        OptionalInt aMinute) {
    /** Of an agency that says nothing of it. */
    public static final Attempts USUAL = new Attempts(
            Duration.ofSeconds(20),
            OpeningHours.ALWAYS,
            Duration.ofSeconds(5),
            Duration.ofMinutes(15),
            2,
            OptionalInt.empty());
}
