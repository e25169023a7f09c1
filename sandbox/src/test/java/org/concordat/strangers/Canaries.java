package org.concordat.strangers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Many words in all their forms, looked for in one reading: a server's files are large. */
final class Canaries {
    /** Every form is longer, and begins in few of the sixteen million ways. */
    private static final int BEGINNING = 3;

    private final BitSet beginnings = new BitSet(1 << (8 * BEGINNING));
    private final Map<Integer, List<Form>> forms = new HashMap<>();

    private record Form(String word, String text) {}

    Canaries(List<Canary> canaries) {
        for (Canary canary : canaries) {
            for (String form : canary.forms()) {
                byte[] bytes = form.getBytes(ISO_8859_1);
                if (bytes.length < BEGINNING) {
                    throw new IllegalArgumentException("a word so short is everywhere");
                }
                int beginning = beginning(bytes, 0);
                beginnings.set(beginning);
                forms.computeIfAbsent(beginning, key -> new ArrayList<>()).add(new Form(canary.word(), form));
            }
        }
    }

    /** Those that are there. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        for (int at = 0; at + BEGINNING <= bytes.length; at++) {
            int beginning = beginning(bytes, at);
            if (beginnings.get(beginning)) {
                for (Form form : forms.getOrDefault(beginning, List.of())) {
                    if (stands(form.text(), bytes, at)) {
                        found.add(form.word());
                    }
                }
            }
        }
        return found;
    }

    private static boolean stands(String form, byte[] bytes, int at) {
        if (at + form.length() > bytes.length) {
            return false;
        }
        for (int i = BEGINNING; i < form.length(); i++) {
            if ((char) (bytes[at + i] & 0xFF) != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int beginning(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF);
    }
}
