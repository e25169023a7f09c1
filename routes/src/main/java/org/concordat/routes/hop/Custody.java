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
import org.concordat.protection.mapping.Shape;
import org.concordat.routes.connector.Payload;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Opens what is for agencies that leave it to the gateway, because their connectors map. Each has a key of its own here, so of
 * what is stored for one agency nothing opens with another's, and nothing with one that was taken away. Safe to share.
 */
public final class Custody {
    private final Function<AgencyId, Optional<Opener>> keys;
    private final Function<AgencyId, Optional<SigningKey>> adapters;

    /**
     * What is held for agencies.
     *
     * @param keys what opens what is kept for an agency, as it is now; empty where the gateway holds no key for it
     * @param adapters what signs for an agency's system that cannot, as it is now; empty likewise
     */
    public Custody(Function<AgencyId, Optional<Opener>> keys, Function<AgencyId, Optional<SigningKey>> adapters) {
        this.keys = keys;
        this.adapters = adapters;
    }

    /** What signs what the agency's system handed in and cannot sign: a key of one of its adapter's certificates. */
    SigningKey adapter(Agency agency) throws HopRefused {
        return adapters.apply(agency.id())
                .filter(held -> agency.adapter().contains(held.certificate()))
                .orElseThrow(() -> HopRefused.of("admit.adapter-key-missing"));
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
            throw HopRefused.of("recheck.mapping-failed", mapping.name(), e.line(), String.valueOf(e.getMessage()));
        } finally {
            Arrays.fill(record, (byte) 0);
        }
    }

    /**
     * The shape of what is carried to a recipient in the gateway's custody. The record itself leaves here in no other way.
     *
     * @throws MappingFailed when there is no shape of it
     */
    public byte[] shape(Sealed copy, AgencyId recipient, Shape shape) throws HopRefused, MappingFailed {
        byte[] record = open(copy, recipient);
        try {
            return shape.of(record);
        } finally {
            Arrays.fill(record, (byte) 0);
        }
    }

    private byte[] open(Sealed copy, AgencyId agency) throws HopRefused {
        try {
            return keys.apply(agency)
                    .orElseThrow(
                            () -> HopRefused.of("recheck.key-missing", "the key that it is kept under is not here"))
                    .open(copy);
        } catch (OpeningFailed e) {
            throw HopRefused.of("recheck.key-missing", "it does not open with the key that is held for the recipient");
        }
    }
}
