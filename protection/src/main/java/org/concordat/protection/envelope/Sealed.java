package org.concordat.protection.envelope;

import org.concordat.schemas.primitive.Octets;

/** CMS AuthEnvelopedData (RFC 5083) in DER or BER: only its recipients can open it. Immutable. */
public final class Sealed extends Octets {

    /** Takes the array as its own; the caller keeps no reference to it. */
    public Sealed(byte[] bytes) {
        super(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " sealed bytes";
    }
}
