package org.concordat.schemas.identifier;

/** An identifier of a person: as it was received, in canonical form, and what checking it found. Personal data. */
public sealed interface Identifier permits PncId, CroNumber, Crn, NomsNumber, NhsNumber {
    /** The text as it was received. */
    String raw();

    /** The canonical form; the raw text where {@link #check} is BAD_FORMAT. */
    String canonical();

    Check check();
}
