package org.concordat.schemas.disclosure;

import java.util.regex.Pattern;

/** The random name of a part within its disclosure: an underscore and a UUID, so that it is an XML id and says nothing. */
public record PartId(String value) {
    private static final Pattern FORM =
            Pattern.compile("_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public PartId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a part id is an underscore and a UUID in lower case");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
