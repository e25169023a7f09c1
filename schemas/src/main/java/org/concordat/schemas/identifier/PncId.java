package org.concordat.schemas.identifier;

import java.time.Year;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Police National Computer id, canonically {@code YYYY/NNNNNNNL}: the year, a serial padded to seven digits, a check letter
 * over the year's last two digits and the serial.
 */
public record PncId(String raw, String canonical, Check check) implements Identifier {
    private static final Pattern FORM = Pattern.compile("([0-9]{2}|[0-9]{4})/([0-9]{1,7})([A-Z])");
    private static final Pattern WITHOUT_SLASH = Pattern.compile("([0-9]+)([A-Z])");
    /** Without a slash, a text with fewer characters has a year of two digits. */
    private static final int SHORT_BELOW = 12;

    /**
     * Reads the long and the short form, with and without a slash.
     *
     * @param pivot the first year that a two-digit year can mean; services differ, so it is the caller's to say
     */
    public static PncId parse(String raw, Year pivot) {
        String text = raw.strip().toUpperCase(Locale.ROOT);
        Matcher form = FORM.matcher(withSlash(text));
        if (!form.matches()) {
            return new PncId(raw, raw, Check.BAD_FORMAT);
        }
        String year = form.group(1);
        String serial = "0".repeat(7 - form.group(2).length()) + form.group(2);
        String twoDigits = year.substring(year.length() - 2);
        char letter = form.group(3).charAt(0);
        return new PncId(
                raw,
                (year.length() == 4 ? year : century(twoDigits, pivot)) + "/" + serial + letter,
                CheckLetter.check(twoDigits + serial, letter));
    }

    private static String withSlash(String text) {
        if (!WITHOUT_SLASH.matcher(text).matches()) {
            return text;
        }
        int yearLength = text.length() < SHORT_BELOW ? 2 : 4;
        return text.length() <= yearLength ? text : text.substring(0, yearLength) + "/" + text.substring(yearLength);
    }

    private static String century(String twoDigits, Year pivot) {
        int first = pivot.getValue();
        int year = first - first % 100 + Integer.parseInt(twoDigits);
        return String.valueOf(year < first ? year + 100 : year);
    }

    @Override
    public String toString() {
        return "PNC id (" + check + ")";
    }
}
