package org.concordat.schemas.primitive;

import java.security.Key;
import java.security.interfaces.ECKey;
import java.util.Optional;

/** The signatures that Concordat makes and takes: one digest for each curve, so that none can be weakened. */
public enum Ecdsa {
    P256("SHA256", 256, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"),
    P384("SHA384", 384, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384");

    private final String digest;
    private final int bits;
    private final String identifier;

    Ecdsa(String digest, int bits, String identifier) {
        this.digest = digest;
        this.bits = bits;
        this.identifier = identifier;
    }

    /** The algorithm of a key; empty for another curve or another sort of key. */
    public static Optional<Ecdsa> of(Key key) {
        if (key instanceof ECKey elliptic && elliptic.getParams() != null) {
            int bits = elliptic.getParams().getOrder().bitLength();
            for (Ecdsa algorithm : values()) {
                if (algorithm.bits == bits) {
                    return Optional.of(algorithm);
                }
            }
        }
        return Optional.empty();
    }

    /** The algorithm identifier of RFC 6931 section 2.3.6. */
    public String identifier() {
        return identifier;
    }

    String jdkName() {
        return digest + "withECDSAinP1363Format";
    }

    String bouncyCastleName() {
        return digest + "withPLAIN-ECDSA";
    }
}
