package org.concordat.schemas.primitive;

/** Who computes digests, signatures and ciphers: the native provider where it passes its self-test, else Bouncy Castle. */
public final class Primitives {
    private Primitives() {}
}
