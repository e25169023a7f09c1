package org.concordat.certs.sample;

/** A plan that cannot be read; the message names file and reason. */
public final class PlanRejected extends Exception {
    private static final long serialVersionUID = 1L;

    PlanRejected(String message, Throwable cause) {
        super(message, cause);
    }
}
