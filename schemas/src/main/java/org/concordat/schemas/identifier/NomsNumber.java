package org.concordat.schemas.identifier;

import java.util.Locale;
import java.util.regex.Pattern;

/** A prison number: a letter, four digits, two letters. No check of it is published. */
public record NomsNumber(String raw, String canonical, Check check) implements Identifier {
    private static final Pattern FORM = Pattern.compile("[A-Z][0-9]{4}[A-Z]{2}");

    public static NomsNumber parse(String raw) {
        String text = raw.strip().toUpperCase(Locale.ROOT);
        return FORM.matcher(text).matches()
                ? new NomsNumber(raw, text, Check.NOT_CHECKABLE)
                : new NomsNumber(raw, raw, Check.BAD_FORMAT);
    }

    @Override
    public String toString() {
        return "prison number (" + check + ")";
    }
}
