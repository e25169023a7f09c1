package org.concordat.protection.envelope;

import java.util.Arrays;

/** CMS AuthEnvelopedData (RFC 5083) in DER or BER: only its recipients can open it. Immutable. */
public final class Sealed {
    private final byte[] bytes;

    /** Takes the array as its own; the caller keeps no reference to it. */
    public Sealed(byte[] bytes) {
        this.bytes = bytes;
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sealed that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " sealed bytes";
    }
}
