package org.concordat.schemas.terminology;

import java.util.regex.Pattern;

/** The name by which an agency is registered, e.g. {@code northshire-police}: lower-case letters, digits and hyphens, at most 63. */
public record AgencyId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    public AgencyId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "an agency id is 2 to 63 lower-case letters, digits and hyphens, and starts with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
