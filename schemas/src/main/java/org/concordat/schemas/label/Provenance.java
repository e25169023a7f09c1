package org.concordat.schemas.label;

import java.util.Optional;
import org.concordat.schemas.terminology.Coded;

/** How the sender came to know what a section says. */
public enum Provenance implements Coded {
    SELF_REPORTED,
    VERIFIED,
    AGENCY_RECORD;

    public static Optional<Provenance> ofCode(String code) {
        return Coded.find(values(), code);
    }
}
