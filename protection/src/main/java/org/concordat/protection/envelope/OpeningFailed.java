package org.concordat.protection.envelope;

/** Not sealed to this key, or altered since. Nothing was opened. */
public final class OpeningFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public OpeningFailed(String message) {
        super(message);
    }
}
