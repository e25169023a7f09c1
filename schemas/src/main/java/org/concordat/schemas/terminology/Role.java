package org.concordat.schemas.terminology;

import java.util.regex.Pattern;

/** The role in which a person acts or receives, e.g. {@code court-officer}. */
public record Role(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    public Role {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a role is 2 to 63 lower-case letters, digits and hyphens, and starts with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
