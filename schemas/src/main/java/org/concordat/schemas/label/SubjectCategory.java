package org.concordat.schemas.label;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person is in this case (Data Protection Act 2018 s.38(3), and more): the same person may be another thing in another case. */
public enum SubjectCategory {
    SUSPECT,
    CONVICTED,
    VICTIM,
    WITNESS,
    CHILD,
    ALLEGED_PERPETRATOR,
    REFERRER,
    PROFESSIONAL,
    OTHER;

    /** The code as schemas and agreements spell it: lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<SubjectCategory> ofCode(String code) {
        return Arrays.stream(values()).filter(c -> c.code().equals(code)).findFirst();
    }
}
