package org.concordat.schemas.disclosure;

import java.io.ByteArrayOutputStream;
import org.concordat.schemas.primitive.Octets;

/** Bytes in exclusive canonical form with their SHA-256 digest. Immutable. Never printed: they are personal data. */
public final class CanonicalBytes extends Octets {
    private final byte[] digest;

    /** Takes the arrays as its own; the caller keeps no reference to them. */
    public CanonicalBytes(byte[] bytes, byte[] digest) {
        super(bytes);
        this.digest = digest;
    }

    public byte[] digest() {
        return digest.clone();
    }

    public void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " canonical bytes";
    }
}
