package org.concordat.schemas.terminology;

import java.util.regex.Pattern;

/** The code of a data-protection condition, e.g. {@code P3_SCH8_4} (Data Protection Act 2018, Schedule 8 paragraph 4). */
public record Condition(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{1,31}");

    public Condition {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a condition is 2 to 32 capitals, digits and underscores, and starts with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
