package org.concordat.schemas.signature;

import java.security.cert.X509Certificate;
import org.concordat.schemas.disclosure.Disclosure;

/** Checks signatures and every part against the signed list. Safe to share. */
public final class DisclosureVerifier {

    /** The sender's signature over the Header, and each present part against its list. Whole or with parts withheld. */
    public VerifiedDisclosure verify(Disclosure disclosure, X509Certificate sender) throws SignatureBroken {
        throw new UnsupportedOperationException();
    }

    /** As {@link #verify}, and the gateway's signature over the whole released copy. */
    public VerifiedDisclosure verifyReleased(Disclosure released, X509Certificate sender, X509Certificate gateway)
            throws SignatureBroken {
        throw new UnsupportedOperationException();
    }
}
