package org.concordat.protection.receipt;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/** The digest that statements name bytes by: SHA-256, in lower-case hexadecimal. */
public final class Digest {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private Digest() {}

    public static String of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static void check(String digest) {
        if (!FORM.matcher(Objects.requireNonNull(digest, "a digest is missing")).matches()) {
            throw new IllegalArgumentException("a digest is 64 hexadecimal digits in lower case");
        }
    }
}
