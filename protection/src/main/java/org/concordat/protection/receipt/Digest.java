package org.concordat.protection.receipt;

import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.concordat.schemas.primitive.Primitives;

/** The digest that statements name bytes by: SHA-256, in lower-case hexadecimal. */
public final class Digest {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    private Digest() {}

    public static String of(byte[] bytes) {
        return HexFormat.of().formatHex(Primitives.sha256().digest(bytes));
    }

    static void check(String digest) {
        if (!FORM.matcher(Objects.requireNonNull(digest, "a digest is missing")).matches()) {
            throw new IllegalArgumentException("a digest is 64 hexadecimal digits in lower case");
        }
    }
}
