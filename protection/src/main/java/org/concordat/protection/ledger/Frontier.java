package org.concordat.protection.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: all that has to be kept to go on and to know the root, one hash for each bit that is
 * set in the size. Immutable.
 */
public final class Frontier {
    /** Of a tree without entries. */
    public static final Frontier EMPTY = new Frontier(0, List.of());

    private final long size;
    /** The roots of the complete subtrees side by side, the largest first. */
    private final List<Hash> peaks;

    private Frontier(long size, List<Hash> peaks) {
        this.size = size;
        this.peaks = peaks;
    }

    /** The frontier with one entry more. */
    public Frontier append(Hash leaf) {
        List<Hash> grown = new ArrayList<>(peaks);
        Hash right = leaf;
        for (long bits = size; (bits & 1) == 1; bits >>= 1) {
            right = Hash.node(grown.remove(grown.size() - 1), right);
        }
        grown.add(right);
        return new Frontier(size + 1, List.copyOf(grown));
    }

    public long size() {
        return size;
    }

    public Hash root() {
        if (peaks.isEmpty()) {
            return Hash.EMPTY;
        }
        Hash root = peaks.get(peaks.size() - 1);
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = Hash.node(peaks.get(i), root);
        }
        return root;
    }
}
