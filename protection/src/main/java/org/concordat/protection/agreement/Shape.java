package org.concordat.protection.agreement;

import java.util.Collections;
import java.util.Set;

/**
 * Between which bodies a power stands. One-way: from a body of the first set to one of the second. Both ways: whoever
 * sends, one end is of the first set and the other of the second; so a power with a single body in the first set is
 * star-shaped.
 */
public record Shape(Set<String> first, Set<String> second, boolean bothWays) {
    /** The body that every agency is. */
    public static final String ANYONE = "anyone";

    public Shape {
        first = Set.copyOf(first);
        second = Set.copyOf(second);
    }

    boolean fits(Set<String> from, Set<String> to) {
        return (isOf(first, from) && isOf(second, to)) || (bothWays && isOf(first, to) && isOf(second, from));
    }

    /** Whether an agency that is all of {@code bodies} in law is of the set. */
    public static boolean isOf(Set<String> set, Set<String> bodies) {
        return set.contains(ANYONE) || !Collections.disjoint(set, bodies);
    }
}
