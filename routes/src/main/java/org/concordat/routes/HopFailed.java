package org.concordat.routes;

/**
 * A hop that could be neither completed nor refused: a store away, a defect. Nothing left by it. Says which hop and
 * what sort of error, with its stack trace, and drops the error's own words: they may quote values.
 */
final class HopFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hop;

    HopFailed(String hop, String why) {
        super(hop + " failed: " + why);
        this.hop = hop;
    }

    @SuppressWarnings("this-escape")
    HopFailed(String hop, RuntimeException error) {
        this(hop, error.getClass().getSimpleName());
        setStackTrace(error.getStackTrace());
    }

    String hop() {
        return hop;
    }
}
