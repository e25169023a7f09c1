package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came back.
 *
 * @param status 0 where the connection was closed without a word
 * @param text the body, byte for character
 */
record Reply(int status, String type, String text) {
    static final Reply NONE = new Reply(0, "", "");

    private static final Pattern CODE = Pattern.compile("\"code\":\"([a-z.-]+)\"");

    static Reply of(int status, String type, byte[] body) {
        return new Reply(status, type, new String(body, StandardCharsets.ISO_8859_1));
    }

    boolean isTaken() {
        return status / 100 == 2;
    }

    /** A problem's code; else the status. */
    String code() {
        Matcher found = CODE.matcher(text);
        return type.startsWith("application/problem+json") && found.find() ? found.group(1) : Integer.toString(status);
    }
}
