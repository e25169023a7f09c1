package org.concordat.schemas.terminology;

import java.util.regex.Pattern;

/** What sort of disclosure it is, e.g. {@code safeguarding-check-request}. */
public record Kind(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    public Kind {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a kind is 2 to 63 lower-case letters, digits and hyphens, and starts with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
