package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import java.util.Locale;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.routes.hop.HopRefused.Category;

/** Turns "this certificate may not be relied on" into a refusal. Safe to share. */
final class Reliance {
    private final Trust trust;

    Reliance(Trust trust) {
        this.trust = trust;
    }

    /**
     * Passes when the certificate is valid.
     *
     * @param whose how the sentence names it, e.g. {@code your client certificate}
     * @throws HopRefused {@code FORBIDDEN}; {@code RETRY_LATER} when its status cannot be learned, which is no refusal
     */
    void require(X509Certificate certificate, Use use, String hop, String whose) throws HopRefused {
        Verdict verdict = trust.verdict(certificate, use);
        if (!verdict.passes()) {
            throw new HopRefused(
                    verdict.retry() ? Category.RETRY_LATER : Category.FORBIDDEN,
                    hop + ".certificate-"
                            + verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "The gateway cannot rely on " + whose + ": " + verdict.sentence() + ".");
        }
    }
}
