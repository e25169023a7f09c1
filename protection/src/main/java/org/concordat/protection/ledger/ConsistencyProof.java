package org.concordat.protection.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Proof that a larger tree begins with the entries of a smaller one, unchanged and in their order (RFC 9162 section
 * 2.1.4).
 *
 * @param from the smaller size, possibly 0: with nothing everything begins
 * @param to the larger size, or the same
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {
    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + to + " does not begin with one of " + from);
        }
        path = List.copyOf(path);
    }

    /** PROOF of section 2.1.4.1. */
    public static ConsistencyProof of(Nodes nodes, long from, long to) {
        List<Hash> path = new ArrayList<>();
        if (from > 0 && from < to) {
            long begin = 0;
            long end = to;
            while (end != from) {
                long middle = begin + Long.highestOneBit(end - begin - 1);
                if (from <= middle) {
                    path.add(nodes.range(middle, end));
                    end = middle;
                } else {
                    path.add(nodes.range(begin, middle));
                    begin = middle;
                }
            }
            if (begin > 0) {
                path.add(nodes.range(begin, end));
            }
            Collections.reverse(path);
        }
        return new ConsistencyProof(from, to, path);
    }

    /** Whether the tree with the later root begins with that of the earlier one: section 2.1.4.2. */
    public boolean holds(Hash earlier, Hash later) {
        if (from == to || from == 0) {
            return path.isEmpty() && (from == 0 ? earlier.equals(Hash.EMPTY) : earlier.equals(later));
        }
        List<Hash> hashes = new ArrayList<>(path);
        if (Long.bitCount(from) == 1) {
            hashes.add(0, earlier);
        }
        if (hashes.isEmpty()) {
            return false;
        }
        int complete = Long.numberOfTrailingZeros(from);
        return Roots.of((from - 1) >> complete, (to - 1) >> complete, hashes.get(0), hashes.subList(1, hashes.size()))
                .filter(roots ->
                        roots.smaller().equals(earlier) && roots.larger().equals(later))
                .isPresent();
    }
}
