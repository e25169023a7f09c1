package org.concordat.schemas.signature;

import java.util.Set;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;

/** Makes the released copy: the kept parts' canonical bytes, the sender's signature, the Release, the gateway's signature. */
public final class Releaser {
    public Releaser(SigningKey gateway) {}

    public byte[] release(VerifiedDisclosure disclosure, Set<PartId> kept, Release release) {
        throw new UnsupportedOperationException();
    }
}
