package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import java.util.Locale;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Trust.Verdict;

/** Turns "this certificate may not be relied on" into a refusal. Safe to share. */
final class Certificates {
    private final Trust trust;

    Certificates(Trust trust) {
        this.trust = trust;
    }

    /**
     * Passes when the certificate is valid.
     *
     * @param whose how the sentence names it, e.g. {@code your client certificate}
     * @throws HopRefused {@code FORBIDDEN}; {@code RETRY_LATER} when its status cannot be learned, which is no refusal
     */
    void require(X509Certificate certificate, String hop, String whose) throws HopRefused {
        Verdict verdict = trust.verdict(certificate);
        if (verdict == Verdict.STATUS_UNKNOWN) {
            throw new HopRefused(
                    Category.RETRY_LATER,
                    hop + ".certificate-status-unknown",
                    "Whether " + whose + " was revoked cannot be learned at the moment; please try again.");
        }
        if (verdict != Verdict.VALID) {
            String word = verdict.name().toLowerCase(Locale.ROOT);
            throw new HopRefused(
                    Category.FORBIDDEN,
                    hop + ".certificate-" + word,
                    "The gateway refuses " + whose + ": " + word + ".");
        }
    }
}
