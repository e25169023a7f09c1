package org.concordat.protection.agency;

import org.concordat.schemas.primitive.Octets;

/** The contract of a web service: a WSDL 1.1 document. Immutable. */
public final class Wsdl extends Octets {
    /** Takes the array as its own; the caller keeps no reference to it. */
    public Wsdl(byte[] bytes) {
        super(bytes);
    }

    @Override
    public String toString() {
        return "WSDL of " + bytes.length + " bytes";
    }
}
