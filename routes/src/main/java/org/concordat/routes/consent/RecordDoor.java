package org.concordat.routes.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;

/**
 * Where an agency puts on record what it signed ({@code AgencyStatement}s, compact JWS). Repeating is harmless. What is
 * another agency's is absent ({@code NOT_FOUND}). Safe to share.
 */
public interface RecordDoor {
    OnRecord consent(Caller caller, UUID id, String jws) throws HopRefused;

    OnRecord consent(Caller caller, UUID id) throws HopRefused;

    OnRecord propose(Caller caller, String jws) throws HopRefused;

    OnRecord approve(Caller caller, UUID id, String jws) throws HopRefused;

    OnRecord holding(Caller caller, UUID id, String jws) throws HopRefused;

    /**
     * What is on record now. No data of people.
     *
     * @param state of a consent; of an override {@code in-force}, {@code to-be-approved}, {@code lapsed} or {@code ended};
     *     of a holding its interest
     * @param version of a consent or a holding
     * @param until when a consent expires, an override or a holding ends
     * @param due until when an override that counts for now has to be approved
     */
    record OnRecord(UUID id, String state, Optional<Integer> version, Optional<Instant> until, Optional<Instant> due) {}
}
