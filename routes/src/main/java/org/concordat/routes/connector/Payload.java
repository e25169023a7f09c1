package org.concordat.routes.connector;

import org.concordat.protection.envelope.Sealed;
import org.concordat.schemas.primitive.Octets;

/** What a connector carries to one recipient, and what it is. Immutable; says nothing of its content. */
public final class Payload extends Octets {
    /** A copy sealed to its recipient: RFC 8551 section 3.2.2. */
    public static final String SEALED = "application/pkcs7-mime; smime-type=authEnveloped-data";

    private final String mediaType;

    /** Takes the array as its own; the caller keeps no reference to it. */
    public Payload(byte[] bytes, String mediaType) {
        super(bytes);
        this.mediaType = mediaType;
    }

    public static Payload of(Sealed copy) {
        return new Payload(copy.toByteArray(), SEALED);
    }

    public String mediaType() {
        return mediaType;
    }

    @Override
    public String toString() {
        return bytes.length + " bytes of " + mediaType;
    }
}
