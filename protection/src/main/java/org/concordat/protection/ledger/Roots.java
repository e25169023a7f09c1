package org.concordat.protection.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Where the hashes of a path lead to, step by step: what the verifications of RFC 9162 sections 2.1.3.2 and 2.1.4.2 have in
 * common.
 *
 * @param smaller the root of the tree that ends with the node that the path began at
 * @param larger the root of the whole tree
 */
record Roots(Hash smaller, Hash larger) {
    /** From a node at its place in a row, whose last place is given; empty when the path is not as long as the way up. */
    static Optional<Roots> of(long place, long last, Hash node, List<Hash> path) {
        long fn = place;
        long sn = last;
        Hash fr = node;
        Hash sr = node;
        for (Hash c : path) {
            if (sn == 0) {
                return Optional.empty();
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hash.node(c, fr);
                sr = Hash.node(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hash.node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 ? Optional.of(new Roots(fr, sr)) : Optional.empty();
    }
}
