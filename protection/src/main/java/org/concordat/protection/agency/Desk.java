package org.concordat.protection.agency;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whom at an agency a notice is for. All but the first are teams that the agency's file names. */
public enum Desk {
    /** The team that the disclosure is of. */
    TEAM,
    /** Who stands in when that team does not act. */
    DEPUTY,
    OUT_OF_HOURS,
    DATA_PROTECTION,
    /** The named senior who answers for the agency. */
    SENIOR,
    /** Receives what a team that is too close to a person must not have. */
    SAFE;

    /** The word as files, stores and answers spell it, e.g. {@code out-of-hours}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Desk> ofCode(String code) {
        return Stream.of(values()).filter(desk -> desk.code().equals(code)).findFirst();
    }
}
