package org.concordat.protection.envelope;

/**
 * Not sealed to this key, altered since, or not sealed as we accept it. Nothing was opened. It has no cause: which of the
 * steps failed would help only who tries out envelopes.
 */
public final class OpeningFailed extends Exception {
    private static final long serialVersionUID = 1L;

    OpeningFailed(String message) {
        super(message);
    }
}
