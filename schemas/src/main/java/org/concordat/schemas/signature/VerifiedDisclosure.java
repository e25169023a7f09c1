package org.concordat.schemas.signature;

import java.security.cert.X509Certificate;
import org.concordat.schemas.disclosure.Disclosure;

/** A disclosure whose signature and parts were checked. Only {@link DisclosureVerifier} makes one. */
public final class VerifiedDisclosure {
    private final Disclosure disclosure;
    private final X509Certificate signer;

    VerifiedDisclosure(Disclosure disclosure, X509Certificate signer) {
        this.disclosure = disclosure;
        this.signer = signer;
    }

    public Disclosure disclosure() {
        return disclosure;
    }

    public X509Certificate signer() {
        return signer;
    }
}
