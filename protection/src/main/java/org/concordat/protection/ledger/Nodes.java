package org.concordat.protection.ledger;

/** The hashes of a tree's complete subtrees, from which everything about the tree can be told. */
@FunctionalInterface
public interface Nodes {
    /**
     * The hash over the entries from {@code index << height} on, {@code 1 << height} of them.
     *
     * @param height 0 for a leaf
     * @throws TreeBroken when the hash is not there: the store is not the one that the tree was written to
     */
    Hash at(int height, long index);

    /**
     * The hash over the first entries, so many of them: MTH of RFC 9162 section 2.1.1. Reads one hash for each bit that is
     * set in the size.
     */
    default Hash root(long size) {
        return size == 0 ? Hash.EMPTY : range(0, size);
    }

    /** MTH of the entries from one position, inclusive, to another, exclusive; the first is where a subtree begins. */
    default Hash range(long from, long to) {
        long left = Long.highestOneBit(to - from);
        int height = Long.numberOfTrailingZeros(left);
        Hash complete = at(height, from >> height);
        return left == to - from ? complete : Hash.node(complete, range(from + left, to));
    }
}
