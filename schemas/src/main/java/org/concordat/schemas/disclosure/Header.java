package org.concordat.schemas.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Classification;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * What every recipient of a disclosure may see, signed by the sender.
 *
 * @param id a UUID of version 7 (RFC 9562 section 5.7), unique per sender
 * @param byAdapter whether the gateway made it of what the sender's system handed in, and signed it with a key that it holds
 *     for that
 * @param respondBy until when an answer is wanted; in a pre-sentence check, the hearing
 */
public record Header(
        UUID id,
        Kind kind,
        int version,
        boolean byAdapter,
        Sender from,
        Conversation conversation,
        Optional<String> meeting,
        Purpose purpose,
        Basis basis,
        Classification classification,
        Optional<Instant> respondBy,
        Instant sent) {

    /** Who speaks: the agency, its team, and the person by the agency's own reference. */
    public record Sender(AgencyId agency, TeamId team, Role role, String actor) {}

    /** The exchange of disclosures that this one belongs to, and the disclosure that it answers. */
    public record Conversation(UUID id, Optional<UUID> inReplyTo) {}

    /** The sender's legal basis: the power, the data-protection conditions at the sender's end, and why it is necessary. */
    public record Basis(Power power, List<Condition> conditions, String necessity) {
        public Basis {
            conditions = List.copyOf(conditions);
        }
    }
}
