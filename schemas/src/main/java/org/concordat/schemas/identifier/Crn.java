package org.concordat.schemas.identifier;

import java.util.Locale;
import java.util.regex.Pattern;

/** A case reference number of the probation case system: one letter, or two, and six digits. It has no check. */
public record Crn(String raw, String canonical, Check check) implements Identifier {
    // services disagree on one letter or two: both are taken
    private static final Pattern FORM = Pattern.compile("[A-Z]{1,2}[0-9]{6}");

    public static Crn parse(String raw) {
        String text = raw.strip().toUpperCase(Locale.ROOT);
        return FORM.matcher(text).matches()
                ? new Crn(raw, text, Check.NOT_CHECKABLE)
                : new Crn(raw, raw, Check.BAD_FORMAT);
    }

    @Override
    public String toString() {
        return "CRN (" + check + ")";
    }
}
