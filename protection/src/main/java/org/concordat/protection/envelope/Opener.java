package org.concordat.protection.envelope;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** Opens what was sealed to one key. Yields nothing before the whole was authenticated. Safe to share. */
public final class Opener {
    public Opener(PrivateKey key, X509Certificate certificate) {}

    public byte[] open(Sealed sealed) throws OpeningFailed {
        throw new UnsupportedOperationException();
    }
}
