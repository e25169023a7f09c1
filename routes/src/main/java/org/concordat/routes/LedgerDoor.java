package org.concordat.routes;

import java.util.List;
import java.util.UUID;
import org.concordat.protection.ledger.ConsistencyProof;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.InclusionProof;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.ledger.Ledger;

/** Where the ledger can be asked. Safe to share. */
public interface LedgerDoor {
    /** The latest checkpoint, for every agency. */
    Receipt checkpoint(Caller caller) throws HopRefused;

    /**
     * Proof that an entry stands in the ledger, for the agencies that it names: its sender and its recipient. For all
     * others it is not there ({@code NOT_FOUND}); before it has a position, later ({@code RETRY_LATER}).
     */
    Proven proof(Caller caller, UUID entry) throws HopRefused;

    /** Proof that the ledger only grew, between two sizes that it had; for every agency. */
    ConsistencyProof consistency(Caller caller, long from, long to) throws HopRefused;

    /** Entries and checkpoints as they are, for agencies that audit ({@code FORBIDDEN}). That they read is an entry too. */
    Extract entries(Caller caller, long from, int atMost) throws HopRefused;

    /**
     * An entry's place, under a checkpoint.
     *
     * @param leaf the entry's hash
     */
    record Proven(UUID entry, Hash leaf, InclusionProof proof, Receipt checkpoint) {}

    /**
     * A run of the ledger.
     *
     * @param checkpoints those that end within it
     * @param size how far the latest checkpoint reaches
     */
    record Extract(List<Ledger.Line> lines, List<Receipt> checkpoints, long size) {
        public Extract {
            lines = List.copyOf(lines);
            checkpoints = List.copyOf(checkpoints);
        }
    }
}
