package org.concordat.schemas.terminology;

import java.util.regex.Pattern;

/** The code of the statutory power or duty that empowers a disclosure, e.g. {@code OMA14}. */
public record Power(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z][A-Z0-9_]{1,31}");

    public Power {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a power is 2 to 32 capitals, digits and underscores, and starts with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
