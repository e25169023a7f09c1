package org.concordat.protection.agency;

import org.concordat.schemas.terminology.Coded;

/** Whom at an agency a notice is for. All but the first are teams that the agency's file names. */
public enum Desk implements Coded {
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
}
