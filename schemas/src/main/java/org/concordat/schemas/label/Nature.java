package org.concordat.schemas.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a section states facts or something less certain (Data Protection Act 2018 s.38(2)); never converted into one another. */
public enum Nature {
    FACT,
    ASSESSMENT,
    INTELLIGENCE,
    ALLEGATION;

    /** The code as schemas and agreements spell it: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Nature> ofCode(String code) {
        return Arrays.stream(values()).filter(c -> c.code().equals(code)).findFirst();
    }
}
