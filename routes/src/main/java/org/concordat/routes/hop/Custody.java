package org.concordat.routes.hop;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;
import org.concordat.routes.connector.Payload;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Opens what is for agencies that leave it to the gateway, because their connectors map. Each has a key of its own here, so of
 * what is stored for one agency nothing opens with another's, and nothing with one that was taken away. Safe to share.
 */
public final class Custody {
    private final Function<AgencyId, Optional<Opener>> keys;

    /** @param keys what opens what is kept for an agency, as it is now; empty where the gateway holds no key for it */
    public Custody(Function<AgencyId, Optional<Opener>> keys) {
        this.keys = keys;
    }

    /**
     * What is carried to the recipient: the sealed copy as it is, or, of an agency in the gateway's custody, its local format,
     * which stands in memory alone.
     *
     * @throws HopRefused {@code RETRY_LATER} when it cannot be made: nothing was handed over, and nothing is lost
     */
    Payload payload(Sealed copy, Agency recipient) throws HopRefused {
        if (recipient.mapping().isEmpty()) {
            return Payload.of(copy);
        }
        Mapping mapping = recipient.mapping().get();
        byte[] record = open(copy, recipient.id());
        try {
            return new Payload(mapping.apply(record), mapping.format().mediaType());
        } catch (MappingFailed e) {
            throw refuse(
                    "recheck.mapping-failed",
                    "the mapping " + mapping.name() + " (line " + e.line() + ") says: " + e.getMessage());
        } finally {
            Arrays.fill(record, (byte) 0);
        }
    }

    private byte[] open(Sealed copy, AgencyId agency) throws HopRefused {
        try {
            return keys.apply(agency)
                    .orElseThrow(() -> refuse("recheck.key-missing", "the key that it is kept under is not here"))
                    .open(copy);
        } catch (OpeningFailed e) {
            throw refuse("recheck.key-missing", "it does not open with the key that is held for the recipient");
        }
    }

    private static HopRefused refuse(String code, String why) {
        return new HopRefused(
                Category.RETRY_LATER, code, "The delivery was not handed over: " + why + "; it will be tried again.");
    }
}
