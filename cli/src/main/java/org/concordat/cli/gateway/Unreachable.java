package org.concordat.cli.gateway;

/** No answer: the other end could not be reached, did not show a certificate we trust, or did not take ours. */
public final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;

    Unreachable(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** What went wrong on the way. */
    public enum Why {
        NO_CONNECTION,
        NO_ANSWER_IN_TIME,
        /** The server's certificate is not of the authority we trust, or not for this host. */
        SERVER_NOT_TRUSTED,
        /** The server closed the door on our certificate. */
        CERTIFICATE_REFUSED
    }
}
