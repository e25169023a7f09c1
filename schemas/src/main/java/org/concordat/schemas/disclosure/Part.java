package org.concordat.schemas.disclosure;

/** The smallest thing that is released or withheld. */
public sealed interface Part permits Subject, Recipient, Section {
    PartId id();

    /** The part's exclusive canonical form: what was signed, what is released. */
    CanonicalBytes canonical();
}
