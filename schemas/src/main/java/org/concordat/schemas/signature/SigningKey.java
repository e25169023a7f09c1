package org.concordat.schemas.signature;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key and the certificate of its public key. EC P-256 or P-384 for disclosures. */
public record SigningKey(PrivateKey privateKey, X509Certificate certificate) {
    @Override
    public String toString() {
        return "signing key";
    }
}
