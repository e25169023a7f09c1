package org.concordat.protection.key;

import org.concordat.schemas.terminology.Coded;

/** What is known of a certificate. Only {@link #VALID} is a yes. */
public enum Verdict implements Coded {
    VALID("the certificate is valid"),
    EXPIRED("the certificate, or its authority's, has expired"),
    NOT_YET_VALID("the certificate is not valid yet"),
    REVOKED("the certificate was revoked"),
    /** No list of revoked certificates, or one that is stale or not the authority's: not a no, and not a yes. */
    STATUS_UNKNOWN("whether the certificate was revoked cannot be learned at the moment"),
    UNTRUSTED("the certificate was not issued by an authority that is trusted here"),
    WRONG_USE("the certificate is for another use"),
    SAMPLE_OUTSIDE_SANDBOX("the certificate is a sample, which counts in the sandbox only");

    private final String sentence;

    Verdict(String sentence) {
        this.sentence = sentence;
    }

    /** Lower-case, without a full stop, fit for the certificate's holder. */
    public String sentence() {
        return sentence;
    }

    public boolean passes() {
        return this == VALID;
    }

    /** Whether it speaks against nothing: it passes, or may when asked again. */
    public boolean mayPass() {
        return passes() || retry();
    }

    /** Whether the same certificate may pass when asked again soon: the caller is told to retry. */
    public boolean retry() {
        return this == STATUS_UNKNOWN;
    }
}
