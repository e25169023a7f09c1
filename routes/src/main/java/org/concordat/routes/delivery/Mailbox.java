package org.concordat.routes.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** What waits for one agency: deliveries that it has not confirmed, and notices. No data of subjects. */
public record Mailbox(List<Waiting> deliveries, List<Notice> notices) {
    /** The connectors whose deliveries can be collected: nothing is pushed, or the word of it may be lost. */
    public static final Set<String> COLLECTED = Set.of("mailbox", "secure-email");

    public Mailbox {
        deliveries = List.copyOf(deliveries);
        notices = List.copyOf(notices);
    }

    /**
     * A delivery that waits.
     *
     * @param order its place among the recipient's deliveries of the conversation, as far as they did not go back
     * @param respondBy until when an answer is wanted
     * @param size of the sealed copy in bytes
     * @param handedOver whether it was collected already, and only its receipt is missing
     */
    public record Waiting(
            UUID delivery,
            AgencyId from,
            Kind kind,
            UUID conversation,
            long order,
            TeamId team,
            Role role,
            Instant committed,
            Optional<Instant> respondBy,
            int size,
            boolean handedOver) {}
}
