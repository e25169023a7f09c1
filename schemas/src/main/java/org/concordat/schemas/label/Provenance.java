package org.concordat.schemas.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the sender came to know what a section says. */
public enum Provenance {
    SELF_REPORTED,
    VERIFIED,
    AGENCY_RECORD;

    /** The code as schemas and agreements spell it: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Provenance> ofCode(String code) {
        return Arrays.stream(values()).filter(c -> c.code().equals(code)).findFirst();
    }
}
