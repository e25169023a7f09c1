package org.concordat.protection.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;

/**
 * An override: two persons' decision to share all the same. In an emergency the first person's counts at once, and no
 * longer than until {@code due} unless the second confirms it by then. Immutable.
 *
 * @param agency whose persons they are, and which alone may share on it
 * @param reason a code of the vocabulary, e.g. {@code child-significant-harm}
 * @param subjects pseudonyms of the identifiers of those whose data it lets go
 * @param due when an emergency's first person alone suffices no more
 * @param until when it ends
 */
public record OverrideDecision(
        UUID id,
        AgencyId agency,
        String reason,
        boolean emergency,
        Kind kind,
        Purpose purpose,
        Set<AgencyId> recipients,
        Set<String> subjects,
        Set<Category> categories,
        Decider proposer,
        Instant proposed,
        Instant due,
        Instant until,
        Optional<Approval> approval) {
    public OverrideDecision {
        recipients = Set.copyOf(recipients);
        subjects = Set.copyOf(subjects);
        categories = Set.copyOf(categories);
        approval.ifPresent(second -> {
            if (second.by().isSamePersonAs(proposer)) {
                throw new IllegalArgumentException("the two persons of an override differ");
            }
        });
    }

    /** A person by the agency's own reference, and the role in which they decide. */
    public record Decider(String actor, Role role) {
        /** References differ by more than capitals, punctuation and a domain, or they are one person's. */
        public boolean isSamePersonAs(Decider other) {
            return bare().equals(other.bare());
        }

        private String bare() {
            String local = actor.replaceFirst("@.*", "").replaceFirst("^.*/(?=[^/])", "");
            return local.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
        }
    }

    /** The second person's decision. */
    public record Approval(Decider by, Instant at) {}

    /** The same with its second person. */
    public OverrideDecision approved(Approval second) {
        Optional<Approval> by = Optional.of(second);
        return new OverrideDecision(
                id,
                agency,
                reason,
                emergency,
                kind,
                purpose,
                recipients,
                subjects,
                categories,
                proposer,
                proposed,
                due,
                until,
                by);
    }

    /** Whether it counts at that time. */
    public boolean inForce(Instant at) {
        boolean approved = approval.filter(second -> !at.isBefore(second.at())).isPresent();
        return !at.isBefore(proposed) && at.isBefore(until) && (approved || (emergency && at.isBefore(due)));
    }

    /** When it counts no more, unless somebody decides anew. */
    public Instant ends() {
        return emergency && approval.isEmpty() && due.isBefore(until) ? due : until;
    }

    /** Whether it is about such a disclosure to that recipient. */
    public boolean concerns(Kind disclosed, Purpose disclosedFor, AgencyId recipient) {
        return kind.equals(disclosed) && purpose.equals(disclosedFor) && recipients.contains(recipient);
    }

    /** Whether another lets data of one of the same people go to one of the same recipients. */
    public boolean concernsThoseOf(OverrideDecision other) {
        return !Collections.disjoint(subjects, other.subjects) && !Collections.disjoint(recipients, other.recipients);
    }

    /** Whether it names such data of a person of those pseudonyms. */
    public boolean covers(Category category, Collection<String> person) {
        return categories.contains(category) && !Collections.disjoint(subjects, person);
    }
}
