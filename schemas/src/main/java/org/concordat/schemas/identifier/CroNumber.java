package org.concordat.schemas.identifier;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Criminal Records Office number: {@code NNNNNN/YYL} with a serial padded to six digits, or of a small file
 * {@code SFYY/NL} with a serial that is not padded.
 */
public record CroNumber(String raw, String canonical, Check check) implements Identifier {
    private static final Pattern STANDARD = Pattern.compile("([0-9]{1,6})/([0-9]{2})([A-Z])");
    private static final Pattern SMALL_FILE = Pattern.compile("SF([0-9]{2})/([0-9]{1,6})([A-Z])");

    public static CroNumber parse(String raw) {
        String text = raw.strip().toUpperCase(Locale.ROOT);
        Matcher standard = STANDARD.matcher(text);
        if (standard.matches()) {
            String serial = "0".repeat(6 - standard.group(1).length()) + standard.group(1);
            String year = standard.group(2);
            char letter = standard.group(3).charAt(0);
            return new CroNumber(raw, serial + "/" + year + letter, CheckLetter.check(year + serial, letter));
        }
        Matcher small = SMALL_FILE.matcher(text);
        if (small.matches()) {
            char letter = small.group(3).charAt(0);
            return new CroNumber(raw, text, CheckLetter.check(small.group(1) + small.group(2), letter));
        }
        return new CroNumber(raw, raw, Check.BAD_FORMAT);
    }

    @Override
    public String toString() {
        return "CRO number (" + check + ")";
    }
}
