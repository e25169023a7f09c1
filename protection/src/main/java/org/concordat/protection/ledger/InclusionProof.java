package org.concordat.protection.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Proof that an entry stands at its position in the tree of a certain size (RFC 9162 section 2.1.3).
 *
 * @param position from 0
 * @param path the hashes beside the way from the leaf up to the root
 */
public record InclusionProof(long position, long size, List<Hash> path) {
    public InclusionProof {
        if (position < 0 || position >= size) {
            throw new IllegalArgumentException("no entry stands at " + position + " of " + size);
        }
        path = List.copyOf(path);
    }

    /** PATH of section 2.1.3.1, for an entry of the tree. */
    public static InclusionProof of(Nodes nodes, long position, long size) {
        List<Hash> path = new ArrayList<>();
        long from = 0;
        long to = size;
        while (position >= 0 && position < size && to - from > 1) {
            long middle = from + Long.highestOneBit(to - from - 1);
            if (position < middle) {
                path.add(nodes.range(middle, to));
                to = middle;
            } else {
                path.add(nodes.range(from, middle));
                from = middle;
            }
        }
        Collections.reverse(path);
        return new InclusionProof(position, size, path);
    }

    /** Whether a tree with this root has this leaf at the position: section 2.1.3.2. */
    public boolean holds(Hash leaf, Hash root) {
        return Roots.of(position, size - 1, leaf, path)
                .filter(roots -> roots.larger().equals(root))
                .isPresent();
    }
}
