package org.concordat.protection.ledger;

/** What is stored of the ledger contradicts itself: it was changed by someone else than the gateway. */
public final class TreeBroken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TreeBroken(String message) {
        super(message);
    }
}
