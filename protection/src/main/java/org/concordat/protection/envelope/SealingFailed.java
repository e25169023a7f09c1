package org.concordat.protection.envelope;

/** Content or a certificate that cannot be sealed, to say which; nothing was sealed. */
public final class SealingFailed extends Exception {
    private static final long serialVersionUID = 1L;

    SealingFailed(String message) {
        super(message);
    }

    SealingFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
