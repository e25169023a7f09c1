package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.concordat.fuzz.Case.Allows;

/** Disclosures that are on record, sealed or not, with bytes changed, put in, taken out and put elsewhere. */
final class ByteChanges {
    /** What means something to those who read XML, and to those who hand texts on. */
    private static final List<String> WORDS = List.of(
            "<!--x-->",
            "<?x y?>",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
            "&e;",
            "&#0;",
            "&#x1F;",
            "&lt;",
            "\u0000",
            "\uFEFF",
            "xmlns=\"\"",
            " id=\"_00000000-0000-4000-8000-000000000000\"",
            "</Disclosure>",
            "<Section>",
            "<Signature>",
            " xsi:type=\"x\"",
            "\r\n",
            "%00",
            "${jndi:ldap://localhost/x}",
            "' or 1=1 --",
            "\u202E",
            "\uD83D\uDE00");

    private final Scene scene;

    ByteChanges(Scene scene) {
        this.scene = scene;
    }

    Case plain(Dice dice) {
        Scene.Taken taken = dice.of(scene.taken());
        byte[] document = taken.xml().getBytes(StandardCharsets.UTF_8);
        byte[] changed = changed(document, dice);
        boolean same = Arrays.equals(changed, document);
        return new Case(
                "bytes of a disclosure",
                taken.agency(),
                scene.submission(taken.agency(), changed),
                same ? Allows.A_REPEAT : Allows.NOTHING);
    }

    /** Some bytes of CMS are read by nobody: whoever changes only those has sent the same thing again. */
    Case sealed(Dice dice) {
        Scene.Taken taken = dice.of(scene.taken());
        return new Case(
                "bytes of a sealed disclosure",
                taken.agency(),
                scene.sealedSubmission(taken.agency(), changed(taken.sealed().copy(), dice)),
                Allows.A_REPEAT);
    }

    static byte[] changed(byte[] bytes, Dice dice) {
        byte[] changed = bytes.clone();
        for (int i = dice.between(1, 3); i > 0; i--) {
            changed = once(changed, dice);
        }
        return changed;
    }

    private static byte[] once(byte[] bytes, Dice dice) {
        if (bytes.length < 2) {
            return dice.bytes(8);
        }
        int at = dice.below(bytes.length);
        int to = Math.min(bytes.length, at + dice.between(1, dice.oneIn(8) ? bytes.length : 32));
        switch (dice.below(8)) {
            case 0 -> bytes[at] ^= (byte) (1 << dice.below(8));
            case 1 -> bytes[at] = dice.of((byte) 0, (byte) -1, (byte) '<', (byte) '"', (byte) 0x80, (byte) '&');
            case 2 -> {
                return spliced(bytes, at, to, new byte[0]);
            }
            case 3 -> {
                return spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            }
            case 4 -> {
                return spliced(bytes, at, at, dice.of(WORDS).getBytes(StandardCharsets.UTF_8));
            }
            case 5 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 6 -> {
                return spliced(bytes, at, to, dice.bytes(to - at));
            }
            default -> {
                byte[] moved = Arrays.copyOfRange(bytes, at, to);
                byte[] without = spliced(bytes, at, to, new byte[0]);
                int there = dice.below(without.length + 1);
                return spliced(without, there, there, moved);
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] put) {
        byte[] spliced = new byte[bytes.length - (to - from) + put.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(put, 0, spliced, from, put.length);
        System.arraycopy(bytes, to, spliced, from + put.length, bytes.length - to);
        return spliced;
    }
}
