package org.concordat.routes.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.Nodes;
import org.concordat.protection.ledger.Tiles;
import org.concordat.protection.ledger.TreeBroken;
import org.concordat.protection.receipt.Receipt;

/**
 * The store's view of the ledger: entries, the tree over those that have a position, and checkpoints. Throws {@code
 * StoreUnavailable}, and {@link TreeBroken} where what is stored contradicts itself. Safe to share between nodes.
 */
public interface Ledger {
    /**
     * Lets the ledger grow, in one transaction and on one node at a time. Taken are committed entries that have no
     * position: one whose transaction ends late is taken later, never skipped.
     *
     * @return the latest checkpoint afterwards; empty when another node is at it
     */
    Optional<Receipt> extend(int atMost, Turn turn);

    /** What a node does when it is its turn. Pure, but for what it reads of the tree. */
    @FunctionalInterface
    interface Turn {
        /**
         * What becomes of the entries that wait.
         *
         * @param latest checkpoint; empty in the beginning
         */
        Growth grow(Optional<Receipt> latest, Tiles tiles, List<Waiting> waiting);

        /** Whether the node has that checkpoint already. */
        default boolean knows(Receipt checkpoint) {
            return false;
        }
    }

    /**
     * A committed entry without a position.
     *
     * @param genuine whether the gateway wrote it, and these bytes
     */
    record Waiting(Entry entry, boolean genuine) {}

    /**
     * What is to be written.
     *
     * @param size the ledger's before
     * @param taken the entries that get the positions from there on
     * @param forged the entries that never get one
     * @param checkpoint over all of it
     * @param evidence of what was found
     */
    record Growth(long size, List<UUID> taken, List<UUID> forged, Receipt checkpoint, List<Entry> evidence) {
        public Growth {
            taken = List.copyOf(taken);
            forged = List.copyOf(forged);
            evidence = List.copyOf(evidence);
        }
    }

    /** The latest checkpoint. */
    Optional<Receipt> latest();

    /** Checkpoints of more entries than the first number and at most the second, the smallest first. */
    List<Receipt> checkpoints(long above, long upTo);

    /** An entry by its id. */
    Optional<Placed> find(UUID entry);

    /** An entry, and its position as soon as it has one. */
    record Placed(Entry entry, Optional<Long> position) {}

    /** Positions from one on, at most so many, as the tree has them and with what is stored there. */
    List<Line> lines(long from, int atMost);

    /**
     * A position of the ledger.
     *
     * @param leaf the hash that the tree has there
     * @param entry what is stored there; empty when it is gone
     * @param misfiled whether it is found as evidence of something else than its bytes say
     * @param bereft whether it is evidence of a delivery of which there is no row any more
     */
    record Line(long position, Hash leaf, Optional<Entry> entry, boolean misfiled, boolean bereft) {}

    /** How many entries claim a position that no checkpoint covers, or were set aside as forged. */
    long strays();

    /** Reads of the tree in one transaction. */
    <T> T reading(Function<Nodes, T> reader);
}
