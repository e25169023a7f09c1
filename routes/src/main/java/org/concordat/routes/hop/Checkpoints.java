package org.concordat.routes.hop;

import java.util.Optional;
import org.concordat.protection.receipt.Receipt;

/** What the gateway last said of its ledger. Safe to share. */
@FunctionalInterface
public interface Checkpoints {
    /** The latest checkpoint that this node knows, at most a round old; empty in its first moments. */
    Optional<Receipt> latest();
}
