package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.concordat.schemas.primitive.Ecdsa;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.signature.SigningKey;

/** A statement as it is handed in: a compact JWS. */
record Jws(String compact) {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    static Jws signed(String header, String payload, SigningKey key) throws GeneralSecurityException {
        String input = ENCODER.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + ENCODER.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        byte[] value = Primitives.sign(Ecdsa.P256, key.privateKey(), input.getBytes(StandardCharsets.US_ASCII));
        return new Jws(input + "." + ENCODER.encodeToString(value));
    }

    String header() {
        return text(0);
    }

    String payload() {
        return text(1);
    }

    private String text(int part) {
        return new String(DECODER.decode(parts()[part]), StandardCharsets.UTF_8);
    }

    private String[] parts() {
        return compact.split("\\.", -1);
    }

    byte[] bytes() {
        return compact.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether that says the same under the same signature, however that is written. */
    boolean isThat(byte[] content) {
        String[] before = parts();
        String[] after =
                new String(content, StandardCharsets.ISO_8859_1).strip().split("\\.", -1);
        if (after.length != 3 || !after[0].equals(before[0]) || !after[1].equals(before[1])) {
            return false;
        }
        try {
            return Arrays.equals(DECODER.decode(before[2]), DECODER.decode(after[2]));
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
