package org.concordat.schemas.terminology;

import java.util.regex.Pattern;

/** Why something is disclosed, e.g. {@code pre-sentence-assessment}. */
public record Purpose(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    public Purpose {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a purpose is 2 to 63 lower-case letters, digits and hyphens, and starts with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
