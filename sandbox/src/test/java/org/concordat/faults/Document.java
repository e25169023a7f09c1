package org.concordat.faults;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A signed disclosure, as its sender keeps it until there is a receipt; or a released copy that was opened. */
final class Document {
    private static final Pattern HEADER = Pattern.compile("<Header [^>]*\\bid=\"_([0-9a-f-]{36})\"");
    private static final Pattern SENDER = Pattern.compile("<From (?:[^>]* )?agency=\"([a-z-]+)\"");
    private static final Pattern CONVERSATION = Pattern.compile("<Conversation (?:[^>]* )?id=\"([0-9a-f-]{36})\"");

    private final byte[] bytes;
    private final String text;

    Document(byte[] bytes) {
        this.bytes = bytes.clone();
        this.text = new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] bytes() {
        return bytes.clone();
    }

    UUID id() {
        return UUID.fromString(only(HEADER));
    }

    String sender() {
        return only(SENDER);
    }

    UUID conversation() {
        return UUID.fromString(only(CONVERSATION));
    }

    private String only(Pattern pattern) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("the disclosure has no " + pattern);
        }
        return found.group(1);
    }
}
