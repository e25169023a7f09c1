package org.concordat.schemas.disclosure;

/** The compiled schemas, labels and kinds. Costly: made once, immutable, shared between threads. */
public final class DisclosureContext {
    private DisclosureContext() {}

    /** The schemas and kinds that Concordat ships. */
    public static DisclosureContext standard() {
        throw new UnsupportedOperationException();
    }

    public DisclosureParser parser() {
        throw new UnsupportedOperationException();
    }

    public DisclosureValidator validator() {
        throw new UnsupportedOperationException();
    }
}
