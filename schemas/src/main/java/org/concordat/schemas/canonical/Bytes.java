package org.concordat.schemas.canonical;

import java.security.MessageDigest;
import java.util.Arrays;
import org.xml.sax.SAXException;

/** A growing buffer of UTF-8 that escapes as Canonical XML 1.0 section 2.3 demands. */
final class Bytes {
    /** The most bytes one character becomes: that of the quotation mark. */
    private static final int WIDEST = 6;

    private byte[] buffer = new byte[8192];
    private int size;
    // the first half of a character outside the basic plane, when the reader handed it over alone
    private char pending;

    void clear() {
        size = 0;
        pending = 0;
    }

    int size() {
        return size;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    void drainTo(MessageDigest digest) {
        digest.update(buffer, 0, size);
        size = 0;
    }

    Bytes ascii(char c) {
        room(1);
        buffer[size++] = (byte) c;
        return this;
    }

    Bytes name(String name) {
        room(name.length() * 4);
        for (int i = 0; i < name.length(); i++) {
            i = character(name.charAt(i), name, i);
        }
        return this;
    }

    Bytes attribute(String value) {
        room(value.length() * WIDEST);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> raw("&amp;");
                case '<' -> raw("&lt;");
                case '"' -> raw("&quot;");
                case '\t' -> raw("&#x9;");
                case '\n' -> raw("&#xA;");
                case '\r' -> raw("&#xD;");
                default -> i = character(c, value, i);
            }
        }
        return this;
    }

    void text(char[] characters, int start, int length) throws SAXException {
        room((length + 1) * WIDEST);
        for (int i = start; i < start + length; i++) {
            char c = characters[i];
            if (pending != 0) {
                if (!Character.isLowSurrogate(c)) {
                    throw new SAXException("half a character");
                }
                codePoint(Character.toCodePoint(pending, c));
                pending = 0;
                continue;
            }
            switch (c) {
                case '&' -> raw("&amp;");
                case '<' -> raw("&lt;");
                case '>' -> raw("&gt;");
                case '\r' -> raw("&#xD;");
                default -> {
                    if (Character.isHighSurrogate(c)) {
                        pending = c;
                    } else {
                        codePoint(c);
                    }
                }
            }
        }
    }

    private int character(char c, String in, int at) {
        if (Character.isHighSurrogate(c) && at + 1 < in.length()) {
            codePoint(Character.toCodePoint(c, in.charAt(at + 1)));
            return at + 1;
        }
        codePoint(c);
        return at;
    }

    private void codePoint(int c) {
        if (c < 0x80) {
            buffer[size++] = (byte) c;
        } else if (c < 0x800) {
            buffer[size++] = (byte) (0xC0 | (c >> 6));
            buffer[size++] = (byte) (0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            buffer[size++] = (byte) (0xE0 | (c >> 12));
            buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            buffer[size++] = (byte) (0x80 | (c & 0x3F));
        } else {
            buffer[size++] = (byte) (0xF0 | (c >> 18));
            buffer[size++] = (byte) (0x80 | ((c >> 12) & 0x3F));
            buffer[size++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            buffer[size++] = (byte) (0x80 | (c & 0x3F));
        }
    }

    private void raw(String escape) {
        for (int i = 0; i < escape.length(); i++) {
            buffer[size++] = (byte) escape.charAt(i);
        }
    }

    private void room(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
