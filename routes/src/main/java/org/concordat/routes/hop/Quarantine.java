package org.concordat.routes.hop;

import java.time.Instant;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.schemas.terminology.AgencyId;

/** Where documents above the gateway's marking are set aside, unread. Throws {@link StoreUnavailable}. Safe to share. */
@FunctionalInterface
public interface Quarantine {
    /**
     * Keeps it once, however often the same agency hands in the same bytes.
     *
     * @return false when it was not kept, for the agency has as much here as it may
     */
    boolean keep(SetAside document);

    /**
     * A document that was not parsed.
     *
     * @param digest of its bytes, in hexadecimal
     * @param content its bytes, sealed to the quarantine officer
     */
    record SetAside(UUID id, AgencyId from, Instant at, String digest, Sealed content) {}
}
