package org.concordat.protection.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.schemas.terminology.AgencyId;

/**
 * What happened, before it is made an {@link Entry}. No personal data: staff by their agency's reference, subjects as
 * keyed pseudonyms, documents as digests.
 *
 * @param code for a refusal, its stable code; else the hop
 * @param actor the person, by the agency's own reference
 */
public record Event(
        Verb verb,
        Instant at,
        String code,
        AgencyId agency,
        Optional<String> actor,
        Optional<String> role,
        Optional<AgencyId> recipient,
        Optional<UUID> disclosure,
        Optional<UUID> delivery,
        Optional<String> kind,
        Optional<String> purpose,
        Optional<String> power,
        List<String> conditions,
        Optional<UUID> decision,
        Optional<String> configuration,
        List<String> clauses,
        Optional<String> original,
        Optional<String> released,
        List<String> subjects) {
    public Event {
        conditions = List.copyOf(conditions);
        clauses = List.copyOf(clauses);
        subjects = List.copyOf(subjects);
    }
}
