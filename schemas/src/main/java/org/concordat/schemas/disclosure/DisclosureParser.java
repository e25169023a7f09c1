package org.concordat.schemas.disclosure;

/** Reads a disclosure in one pass, within limits: 10 MiB, 64 levels, 512 parts; no DTD. Cheap; safe to share. */
public final class DisclosureParser {
    DisclosureParser() {}

    /** A disclosure that keeps to its schema, with the digests of what was read; its signature is not checked yet. */
    public Disclosure parse(byte[] document) throws DisclosureRejected {
        throw new UnsupportedOperationException();
    }

    /** Who says to have sent it and how it is marked, read from the Header alone. Nothing in it is trusted. */
    public Peek peek(byte[] document) throws DisclosureRejected {
        throw new UnsupportedOperationException();
    }
}
