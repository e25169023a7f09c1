package org.concordat.routes.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * What became of a disclosure, as its sender may know it.
 *
 * @param actor who sent it, by the agency's own reference
 * @param receipt the receipt that was given for it, a compact JWS
 * @param recipients those it was cleared for
 * @param notAsked those it was refused for: they were never asked, which is not the same as no answer
 */
public record DisclosureStatus(
        UUID id,
        Kind kind,
        UUID conversation,
        String actor,
        Instant committed,
        Optional<Instant> respondBy,
        String receipt,
        List<To> recipients,
        List<Statement.NotAsked> notAsked) {
    public DisclosureStatus {
        recipients = List.copyOf(recipients);
        notAsked = List.copyOf(notAsked);
    }

    /** Whether an answer is wanted of a recipient, and came. That it did not come never means "nothing held". */
    public enum Answer implements Coded {
        NOT_WANTED,
        ANSWERED,
        NOT_YET_ANSWERED
    }

    /**
     * One recipient.
     *
     * @param readBy who read it, by the recipient agency's own reference, where it said so; several in the order in which
     *     they were named, with a comma between them
     * @param answeredBy the disclosure that answers
     * @param recalled when a recall of what this delivery brought began
     * @param recallConfirmed when the recipient confirmed that it was acted on
     */
    public record To(
            AgencyId agency,
            TeamId team,
            Role role,
            UUID delivery,
            DeliveryState state,
            Instant since,
            Optional<String> readBy,
            Answer answer,
            Optional<UUID> answeredBy,
            Optional<Instant> recalled,
            Optional<Instant> recallConfirmed) {}

    /** The agencies whose answer is wanted and has not come, each once. */
    @JsonProperty
    public List<AgencyId> outstanding() {
        return recipients.stream()
                .filter(to -> to.answer() == Answer.NOT_YET_ANSWERED)
                .map(To::agency)
                .distinct()
                .toList();
    }

    /** Says which checks are outstanding, e.g. {@code checks outstanding: northshire-police}; empty when none is. */
    @JsonProperty
    public Optional<String> sentence() {
        return Optional.of(outstanding()).filter(missing -> !missing.isEmpty()).map(DisclosureStatus::sentence);
    }

    /** The one sentence, so that a status and a notice never say different things. */
    static String sentence(List<AgencyId> missing) {
        return "checks outstanding: "
                + missing.stream().map(AgencyId::value).sorted().collect(Collectors.joining(", "));
    }
}
