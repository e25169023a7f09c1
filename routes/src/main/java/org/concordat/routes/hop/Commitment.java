package org.concordat.routes.hop;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.decision.ClauseId;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * Everything that one submission writes, in one transaction or not at all.
 *
 * @param sent who sent what, and when it was taken
 * @param original the disclosure as it came, sealed to the gateway
 * @param entries the evidence, one a recipient
 * @param consents the consent that a delivery rests on, by the delivery's id
 * @param allocations whose case it hands over to whom
 * @param notices to the sender, of what is received elsewhere than it was addressed to
 * @param answers whose expectations an answer meets
 */
public record Commitment(
        Sent sent,
        Sealed original,
        Receipt receipt,
        List<Parcel> parcels,
        List<Statement.NotAsked> notAsked,
        List<Entry> entries,
        Map<UUID, Rests> consents,
        List<Allocated> allocations,
        List<Notice> notices,
        Answers answers) {
    public Commitment {
        consents = Map.copyOf(consents);
        allocations = List.copyOf(allocations);
        notices = List.copyOf(notices);
        parcels = List.copyOf(parcels);
        notAsked = List.copyOf(notAsked);
        entries = List.copyOf(entries);
        if (parcels.isEmpty() || entries.isEmpty()) {
            throw new IllegalArgumentException("nothing is committed without a recipient and its evidence");
        }
    }

    /**
     * The names by which the sender may have been asked, and those of the agencies that may have asked: their own, and those
     * of agencies that ended and whose work they have.
     */
    public record Answers(Set<AgencyId> by, Set<AgencyId> to) {
        public Answers {
            by = Set.copyOf(by);
            to = Set.copyOf(to);
        }
    }

    /**
     * The disclosure without its content.
     *
     * @param team the sender's team that it is of
     * @param overtakes whether its kind waits for nothing earlier in the conversation
     * @param digest of the bytes that were submitted, in hexadecimal
     * @param respondBy until when an answer is wanted of every recipient
     */
    public record Sent(
            AgencyId sender,
            TeamId team,
            UUID id,
            Kind kind,
            UUID conversation,
            Optional<UUID> inReplyTo,
            String actor,
            Instant committed,
            Optional<Instant> respondBy,
            boolean overtakes,
            String digest) {}

    /**
     * The consent without which not all of a delivery could go.
     *
     * @param people pseudonyms of those whom the delivery is about, under every key in its window
     */
    public record Rests(UUID consent, List<String> people) {
        /** The one that the question names, where the permit relies on it. */
        static Optional<Rests> of(Question question, Decision.Permit permit) {
            return question.stated()
                    .ref()
                    .filter(ref -> permit.grantedBy().contains(ClauseId.consent(ref)))
                    .map(ref -> new Rests(ref, question.pseudonyms(permit.kept())));
        }
    }

    /**
     * A case that is handed over.
     *
     * @param delivery what tells the new holder, from whose receipt on it holds the case; empty where the sender keeps it
     * @param evidence of it, by which it is missed where somebody takes it away
     */
    public record Allocated(UUID id, Holding holding, Optional<UUID> delivery, Entry evidence) {}

    /**
     * One delivery to be.
     *
     * @param reachBy when its sender is told that it was not to be delivered
     * @param reviewAt when what it rests on ends, and it is decided anew
     * @param digest of the released copy, in hexadecimal
     * @param content the released copy, sealed to the recipient
     * @param grounds what it was decided on, sealed to the gateway
     */
    public record Parcel(
            UUID delivery,
            AgencyId recipient,
            TeamId team,
            Role role,
            String connector,
            Instant reachBy,
            Optional<Instant> reviewAt,
            UUID decision,
            String digest,
            Sealed content,
            Sealed grounds) {}
}
