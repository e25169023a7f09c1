package org.concordat.schemas.signature;

import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;

/** Turns a draft (no signature, no digests; ids of the author's own) into a signed disclosure. */
public final class DisclosureSigner {
    public DisclosureSigner(DisclosureContext context, java.time.Clock clock) {}

    /**
     * Gives parts random ids and salts, lists their digests among decoys, and signs the Header.
     *
     * @throws DisclosureRejected with every finding, when the draft would not be accepted
     */
    public byte[] sign(byte[] draft, SigningKey key) throws DisclosureRejected {
        throw new UnsupportedOperationException();
    }
}
