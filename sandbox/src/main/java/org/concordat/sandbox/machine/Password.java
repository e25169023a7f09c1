package org.concordat.sandbox.machine;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Passwords of one run: random, never a known one. */
public final class Password {
    private Password() {}

    public static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
