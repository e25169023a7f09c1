package org.concordat.schemas.disclosure;

/** What the signatures of a disclosure were made over, kept from the one pass that parsed it. */
public final class SignedForm {}
