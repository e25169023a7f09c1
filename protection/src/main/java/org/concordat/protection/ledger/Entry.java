package org.concordat.protection.ledger;

import java.util.UUID;

/** One line of evidence: its random id, its bytes exactly as hashed, and the RFC 9162 leaf hash of them. */
public final class Entry {
    private final UUID id;
    private final byte[] bytes;
    private final byte[] hash;

    Entry(UUID id, byte[] bytes, byte[] hash) {
        this.id = id;
        this.bytes = bytes;
        this.hash = hash;
    }

    public UUID id() {
        return id;
    }

    public byte[] toByteArray() {
        return bytes.clone();
    }

    public byte[] hash() {
        return hash.clone();
    }
}
