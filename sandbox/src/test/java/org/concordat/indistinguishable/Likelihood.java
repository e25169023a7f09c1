package org.concordat.indistinguishable;

import java.util.List;

/**
 * How well one number tells two sorts apart: the chance that of one of each, the second has the higher (equal ones count
 * half), as Mann and Whitney count. A half says nothing; 0 and 1 say all. It cares for order alone, so no outlier moves it.
 */
final class Likelihood {
    private Likelihood() {}

    static double thatTheSecondIsHigher(List<Double> first, List<Double> second) {
        double higher = 0;
        for (double one : first) {
            for (double other : second) {
                higher += other > one ? 1 : other == one ? 0.5 : 0;
            }
        }
        return higher / ((double) first.size() * second.size());
    }

    /**
     * How far from a half chance alone takes it, but once in a million: five standard deviations of what two samples of
     * this size of the same thing show.
     */
    static double reachOfChance(int size) {
        return 5 * Math.sqrt((2.0 * size + 1) / (12.0 * size * size));
    }
}
