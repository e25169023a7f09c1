package org.concordat.routes;

/** A hop that could be neither completed nor refused: a store away, a defect. Nothing left by it. */
final class HopFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hop;

    HopFailed(String hop, String why) {
        super(hop + " failed: " + why);
        this.hop = hop;
    }

    HopFailed(String hop, String why, RuntimeException cause) {
        super(hop + " failed: " + why, cause);
        this.hop = hop;
    }

    String hop() {
        return hop;
    }
}
