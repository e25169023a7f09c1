package org.concordat.schemas.primitive;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that never change, equal to the same bytes. What they are, a subclass says; it hands the array itself to nobody. */
public abstract class Octets {
    protected final byte[] bytes;

    /** Takes the array as its own; the caller keeps no reference to it. */
    protected Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    public final byte[] toByteArray() {
        return bytes.clone();
    }

    public final int size() {
        return bytes.length;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
