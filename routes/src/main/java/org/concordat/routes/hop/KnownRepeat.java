package org.concordat.routes.hop;

import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.hop.Commit.Committed;

/** The very bytes that were committed before: answered with the receipt that was given then, and carried no further. */
public final class KnownRepeat extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Receipt receipt;

    KnownRepeat(Receipt receipt) {
        super("known repeat");
        this.receipt = receipt;
    }

    public Committed committed() {
        return Commit.again(receipt);
    }
}
