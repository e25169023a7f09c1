package org.concordat.routes.hop;

import java.security.cert.X509Certificate;

/** Whether a certificate may be relied on, in real time. */
@FunctionalInterface
public interface Trust {
    Verdict verdict(X509Certificate certificate);

    /** What is known of a certificate. Only the first is a yes. */
    enum Verdict {
        VALID,
        EXPIRED,
        REVOKED,
        UNTRUSTED,
        STATUS_UNKNOWN
    }
}
