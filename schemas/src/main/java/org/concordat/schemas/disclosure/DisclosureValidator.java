package org.concordat.schemas.disclosure;

/** Validates identifiers, code lists and the completeness rules of the kind. Safe to share. */
public final class DisclosureValidator {
    DisclosureValidator() {}

    public ValidationOutcome validate(Disclosure disclosure) {
        throw new UnsupportedOperationException();
    }
}
