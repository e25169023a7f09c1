package org.concordat.schemas.terminology;

import java.util.regex.Pattern;

/** A team of an agency, by the agency's own reference, e.g. {@code court-team-north}. */
public record TeamId(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9-]{1,62}");

    public TeamId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a team is 2 to 63 letters, digits and hyphens, and starts with a letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
