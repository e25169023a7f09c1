package org.concordat.routes.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;

/**
 * Where an agency puts on record what it signed ({@code AgencyStatement}s, compact JWS). Repeating is harmless, and to sign the same consent, approval or holding
 * anew is to repeat it. What is
 * another agency's is absent ({@code NOT_FOUND}). Safe to share.
 */
public interface RecordDoor {
    OnRecord consent(Caller caller, UUID id, String jws) throws HopRefused;

    OnRecord consent(Caller caller, UUID id) throws HopRefused;

    OnRecord propose(Caller caller, String jws) throws HopRefused;

    /** What was proposed, and what has become of it. */
    OnRecord override(Caller caller, UUID id) throws HopRefused;

    OnRecord approve(Caller caller, UUID id, String jws) throws HopRefused;

    OnRecord holding(Caller caller, UUID id, String jws) throws HopRefused;

    /**
     * What is on record now. No data of people.
     *
     * @param state of a consent; of an override {@code in-force}, {@code to-be-approved}, {@code lapsed} or {@code ended};
     *     of a holding its interest
     * @param version of a consent or a holding
     * @param until when a consent expires, an override or a holding ends
     * @param approveBy until when the second person may approve an override; empty when somebody has
     * @param proposal of an override
     * @param approvedBy the second person of an override, by the agency's own reference
     */
    record OnRecord(
            UUID id,
            String state,
            Optional<Integer> version,
            Optional<Instant> until,
            Optional<Instant> approveBy,
            Optional<Proposal> proposal,
            Optional<String> approvedBy) {
        static OnRecord of(UUID id, String state, int version, Optional<Instant> until) {
            Optional<Integer> latest = Optional.of(version);
            return new OnRecord(id, state, latest, until, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * What the first person of an override decided. Whom it is about, and what is feared, stands in the statement alone.
     *
     * @param digest of that statement, in hexadecimal: who approves it names it
     * @param actor the first person, by the agency's own reference
     * @param emergency whether it counts at once, for as long as the second person may approve it
     */
    record Proposal(
            String digest,
            String actor,
            boolean emergency,
            String reason,
            Kind kind,
            Purpose purpose,
            Set<AgencyId> recipients,
            Set<Category> categories) {}
}
