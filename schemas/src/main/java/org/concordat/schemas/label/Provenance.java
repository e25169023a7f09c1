package org.concordat.schemas.label;

import org.concordat.schemas.terminology.Coded;

/** How the sender came to know what a section says. */
public enum Provenance implements Coded {
    SELF_REPORTED,
    VERIFIED,
    AGENCY_RECORD;
}
