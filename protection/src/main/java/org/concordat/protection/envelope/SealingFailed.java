package org.concordat.protection.envelope;

/** A certificate that cannot be sealed to. */
public final class SealingFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public SealingFailed(String message) {
        super(message);
    }
}
