package org.concordat.gateway.problem;

/** What sort of problem it is: its HTTP status, its title, and whether asking again makes sense. A closed list. */
public enum ProblemType {
    INVALID(400, "What was sent cannot be read", Retry.CORRECTED),
    UNAUTHENTICATED(401, "It is not proven who is calling", Retry.CORRECTED),
    FORBIDDEN(403, "Your agency may not do this", Retry.NEVER),
    NOT_FOUND(404, "There is nothing here for your agency", Retry.NEVER),
    METHOD_NOT_ALLOWED(405, "This cannot be done here", Retry.NEVER),
    NOT_ACCEPTABLE(406, "The answer has no form that was asked for", Retry.CORRECTED),
    CONFLICT(409, "This contradicts what is already here", Retry.NEVER),
    TOO_LARGE(413, "This is more than the gateway takes at once", Retry.CORRECTED),
    UNSUPPORTED_MEDIA_TYPE(415, "The gateway does not take this form", Retry.CORRECTED),
    UNPROCESSABLE(422, "This cannot be accepted as it stands", Retry.CORRECTED),
    FAILED(500, "The gateway failed", Retry.LATER),
    RETRY_LATER(503, "Nothing was decided and nothing left; try again later", Retry.LATER);

    /** Whether, and when, asking again makes sense. */
    public enum Retry {
        /** The same request will get the same answer. */
        NEVER,
        /** The same request may succeed later. */
        LATER,
        /** A corrected request may succeed. */
        CORRECTED
    }

    private final int status;
    private final String title;
    private final Retry retry;

    ProblemType(int status, String title, Retry retry) {
        this.status = status;
        this.title = title;
        this.retry = retry;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public Retry retry() {
        return retry;
    }

    /**
     * The type for an HTTP status that a server or framework chose. Anything unknown below 500 counts as unreadable, and
     * so does what is asked in a coding (501) or a version (505) that nobody speaks here.
     */
    public static ProblemType ofStatus(int status) {
        for (ProblemType type : values()) {
            if (type.status == status) {
                return type;
            }
        }
        return status < 500 || status == 501 || status == 505 ? INVALID : FAILED;
    }
}
