package org.concordat.protection.envelope;

import java.security.cert.X509Certificate;
import java.util.List;

/** Seals to recipients' certificates: elliptic-curve (ECDH P-256, P-384) or RSA (OAEP). Safe to share. */
public final class Sealer {
    /** Seals to every recipient given.
     *
     * @throws SealingFailed when a certificate is not fit to be sealed to */
    public Sealed seal(byte[] content, List<X509Certificate> recipients) throws SealingFailed {
        throw new UnsupportedOperationException();
    }
}
