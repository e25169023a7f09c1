package org.concordat.schemas.disclosure;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Bytes in exclusive canonical form with their SHA-256 digest. Immutable. Never printed: they are personal data. */
public final class CanonicalBytes {
    private final byte[] bytes;
    private final byte[] digest;

    /** Takes the arrays as its own; the caller keeps no reference to them. */
    public CanonicalBytes(byte[] bytes, byte[] digest) {
        this.bytes = bytes;
        this.digest = digest;
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    public byte[] digest() {
        return digest.clone();
    }

    public int size() {
        return bytes.length;
    }

    public void writeTo(ByteArrayOutputStream out) {
        out.writeBytes(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CanonicalBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " canonical bytes";
    }
}
