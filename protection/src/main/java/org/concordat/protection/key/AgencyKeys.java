package org.concordat.protection.key;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.concordat.schemas.signature.SigningKey;

/** An agency's (or the gateway's) own keys, read from its PKCS#12 stores. */
public record AgencyKeys(Tls tls, SigningKey signing, Encryption encryption) {
    /** The key of the client or server certificate. */
    public record Tls(PrivateKey privateKey, X509Certificate certificate) {}

    /** The key that opens what was sealed to the agency. */
    public record Encryption(PrivateKey privateKey, X509Certificate certificate) {}
}
