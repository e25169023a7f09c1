package org.concordat.strangers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A word that must not lie about, in every form in which a program leaves words behind: clear, UTF-16, hexadecimal, and
 * Base64 wherever in a text it began.
 *
 * @param forms as bytes, one character each
 */
public record Canary(String word, List<String> forms) {
    public static Canary of(String word) {
        List<String> forms = new ArrayList<>();
        for (byte[] bytes : List.of(word.getBytes(UTF_8), word.getBytes(UTF_16LE), word.getBytes(UTF_16BE))) {
            forms.add(new String(bytes, ISO_8859_1));
            forms.add(HexFormat.of().formatHex(bytes));
            forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
            for (int before = 0; before < 3; before++) {
                forms.add(base64(Base64.getEncoder(), bytes, before));
                forms.add(base64(Base64.getUrlEncoder(), bytes, before));
            }
        }
        return new Canary(word, forms.stream().distinct().toList());
    }

    /** The characters that are the same whatever stands before and after. */
    private static String base64(Base64.Encoder encoder, byte[] word, int before) {
        byte[] text = new byte[before + word.length];
        System.arraycopy(word, 0, text, before, word.length);
        return encoder.encodeToString(text).substring((before * 8 + 5) / 6, text.length * 8 / 6);
    }

    public boolean isIn(byte[] bytes) {
        return !new Canaries(List.of(this)).in(bytes).isEmpty();
    }
}
