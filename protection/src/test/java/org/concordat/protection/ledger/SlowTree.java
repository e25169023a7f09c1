package org.concordat.protection.ledger;

import java.util.ArrayList;
import java.util.List;

/**
 * The tree as RFC 9162 section 2.1 defines it, recursion by recursion, and nothing else: slow, and written without a look
 * at what it is compared with.
 */
final class SlowTree {
    private final List<byte[]> entries;

    /** D[n] of the RFC. */
    SlowTree(List<byte[]> entries) {
        this.entries = entries;
    }

    /** Section 2.1.1. */
    Hash mth() {
        int n = entries.size();
        if (n == 0) {
            return Hash.EMPTY;
        }
        if (n == 1) {
            return Hash.leaf(entries.get(0));
        }
        int k = k(n);
        return Hash.node(part(0, k).mth(), part(k, n).mth());
    }

    /** PATH(m, D_n), section 2.1.3.1. */
    List<Hash> path(int m) {
        int n = entries.size();
        if (n == 1) {
            return List.of();
        }
        int k = k(n);
        return m < k
                ? joined(part(0, k).path(m), part(k, n).mth())
                : joined(part(k, n).path(m - k), part(0, k).mth());
    }

    /** PROOF(m, D_n), section 2.1.4.1. */
    List<Hash> proof(int m) {
        return subproof(m, true);
    }

    private List<Hash> subproof(int m, boolean b) {
        int n = entries.size();
        if (m == n) {
            return b ? List.of() : List.of(mth());
        }
        int k = k(n);
        return m <= k
                ? joined(part(0, k).subproof(m, b), part(k, n).mth())
                : joined(part(k, n).subproof(m - k, false), part(0, k).mth());
    }

    /** The largest power of two smaller than n. */
    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    /** D[from:to]. */
    SlowTree part(int from, int to) {
        return new SlowTree(entries.subList(from, to));
    }

    private static List<Hash> joined(List<Hash> hashes, Hash last) {
        List<Hash> all = new ArrayList<>(hashes);
        all.add(last);
        return all;
    }
}
