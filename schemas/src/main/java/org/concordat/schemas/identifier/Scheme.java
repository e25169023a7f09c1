package org.concordat.schemas.identifier;

import java.time.Year;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.schemas.terminology.Coded;

/** The schemes whose identifiers can be read and checked. Disclosures may carry others, unchecked. */
public enum Scheme implements Coded {
    /**
     * A Police National Computer id, canonically {@code YYYY/NNNNNNNL}: the year, a serial padded to seven digits, a check
     * letter over the year's last two digits and the serial.
     */
    PNC("([0-9]{2}|[0-9]{4})/([0-9]{1,7})([A-Z])"),
    /** A Criminal Records Office number: {@code NNNNNN/YYL} with a padded serial, or of a small file {@code SFYY/NL}. */
    CRO("([0-9]{1,6})/([0-9]{2})([A-Z])|SF([0-9]{2})/([0-9]{1,6})([A-Z])"),
    /** A case reference number of the probation case system, without a check; services disagree on one letter or two. */
    CRN("[A-Z]{1,2}[0-9]{6}"),
    /** A prison number: a letter, four digits, two letters. No check of it is published. */
    NOMS("[A-Z][0-9]{4}[A-Z]{2}"),
    /** An NHS number: ten digits, often written 3-3-4, the last a check digit modulo 11 (NHS Data Dictionary). */
    NHS("[0-9]{3}([ -]?)[0-9]{3}\\1[0-9]{4}"),
    /**
     * An arrest/summons number: year, force, unit, system, a serial padded to eleven digits, a check letter over all of them but
     * the unit; force and system count only where they are digits; with a letter before the force, services disagree on how. Canonically without the
     * strokes with which it is shown.
     */
    ASN("([0-9]{2})([A-Z0-9]{2})[A-Z0-9]{2}([A-Z0-9]{2})([0-9]{11})([A-HJ-NP-RT-Z])"
            + "|[0-9]{2}[A-Z][A-Z0-9]{6}[0-9]{11}[A-HJ-NP-RT-Z]"),
    /** A unique pupil number: a check letter, authority, school, year and serial; a temporary one ends in a letter (GovTalk GDSC 2.0). */
    UPN("([A-HJ-NP-RT-Z])([0-9]{11}[0-9A-HJ-NP-RT-Z])");

    /**
     * The first year that the two digits of a short PNC id can mean: 39 to 99 are of the 19hundreds, as prison services read
     * them. Probation services take the current year instead, which is why the raw text is kept.
     */
    private static final Year CENTURY_PIVOT = Year.of(1939);

    private static final Pattern PNC_WITHOUT_SLASH = Pattern.compile("([0-9]+)([A-Z])");
    /** Without a slash, a text with fewer characters has a year of two digits. */
    private static final int SHORT_BELOW = 12;
    /** The check letters of PNC ids and CRO numbers: the digits modulo 23. The letters I, O and S do not occur. */
    private static final String LETTERS = "ZABCDEFGHJKLMNPQRTUVWXY";
    /** The same letters in another order, as pupil numbers use them. */
    private static final String UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ";

    private final Pattern form;

    Scheme(String form) {
        this.form = Pattern.compile(form);
    }

    public Identifier parse(String raw) {
        return parse(raw, CENTURY_PIVOT);
    }

    Identifier parse(String raw, Year pivot) {
        String text = raw.strip().toUpperCase(Locale.ROOT);
        Matcher read = form.matcher(this == PNC ? withSlash(text) : this == ASN ? withoutStrokes(text) : text);
        if (!read.matches()) {
            return new Identifier(this, raw, raw, Check.BAD_FORMAT);
        }
        return switch (this) {
            case PNC -> pnc(raw, read, pivot);
            case CRO -> cro(raw, text, read);
            case CRN, NOMS -> new Identifier(this, raw, text, Check.NOT_CHECKABLE);
            case NHS -> nhs(raw, text.replace(" ", "").replace("-", ""));
            case ASN -> asn(raw, read);
            case UPN -> upn(raw, text, read.group(2));
        };
    }

    private static Identifier pnc(String raw, Matcher read, Year pivot) {
        String year = read.group(1);
        String serial = padded(read.group(2), 7);
        String twoDigits = year.substring(year.length() - 2);
        String full = year.length() == 4 ? year : century(twoDigits, pivot);
        return new Identifier(
                PNC, raw, full + "/" + serial + read.group(3), checkLetter(twoDigits + serial, read.group(3)));
    }

    private static String withSlash(String text) {
        if (!PNC_WITHOUT_SLASH.matcher(text).matches()) {
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

    private static Identifier cro(String raw, String text, Matcher read) {
        if (read.group(1) == null) {
            return new Identifier(CRO, raw, text, checkLetter(read.group(4) + read.group(5), read.group(6)));
        }
        String serial = padded(read.group(1), 6);
        String year = read.group(2);
        String letter = read.group(3);
        return new Identifier(CRO, raw, serial + "/" + year + letter, checkLetter(year + serial, letter));
    }

    private static Identifier nhs(String raw, String digits) {
        int sum = 0;
        for (int i = 0; i < 9; i++) {
            sum += (digits.charAt(i) - '0') * (10 - i);
        }
        // 11 stands for 0; a remainder that gives 10 belongs to no number at all
        int expected = (11 - sum % 11) % 11;
        Check check = expected == digits.charAt(9) - '0' ? Check.VALID : Check.BAD_CHECK;
        return new Identifier(NHS, raw, digits, check);
    }

    /** As it is shown, in four groups, the serial is not padded: {@code YY/FFUU/SS/NL}. */
    private static String withoutStrokes(String text) {
        String[] groups = text.split("/", -1);
        boolean shown = groups.length == 4 && groups[3].length() <= 12;
        return shown ? groups[0] + groups[1] + groups[2] + padded(groups[3], 12) : text;
    }

    private static Identifier asn(String raw, Matcher read) {
        // a group that took no part: there is a letter before the force
        Check check = read.group(1) == null
                ? Check.NOT_CHECKABLE
                : checkLetter(
                        inDigits(read.group(2)) + inDigits(read.group(3)) + read.group(1) + read.group(4),
                        read.group(5));
        return new Identifier(ASN, raw, read.group(), check);
    }

    private static String inDigits(String code) {
        return code.matches("[0-9]+") ? code : "";
    }

    private static Identifier upn(String raw, String text, String rest) {
        int sum = 0;
        for (int i = 0; i < rest.length(); i++) {
            char read = rest.charAt(i);
            sum += (Character.isDigit(read) ? read - '0' : UPN_LETTERS.indexOf(read)) * (i + 2);
        }
        boolean fits = UPN_LETTERS.charAt(sum % UPN_LETTERS.length()) == text.charAt(0);
        return new Identifier(UPN, raw, text, fits ? Check.VALID : Check.BAD_CHECK);
    }

    private static String padded(String serial, int length) {
        return "0".repeat(length - serial.length()) + serial;
    }

    private static Check checkLetter(String digits, String letter) {
        int expected = (int) (Long.parseLong(digits) % LETTERS.length());
        return letter.charAt(0) == LETTERS.charAt(expected) ? Check.VALID : Check.BAD_CHECK;
    }
}
