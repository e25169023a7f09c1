package org.concordat.protection.consent;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Purpose;

/**
 * A state of consent as an agency recorded it: about whom, for which purposes and categories, towards which recipients.
 * What is not named is not covered. Immutable.
 *
 * @param version goes forward by one with every change
 * @param stated as it was recorded; {@link #at} tells what has become of it
 * @param subjects pseudonyms of the identifiers of those whom it is about
 * @param expires from when on what was given is given no more
 */
public record Consent(
        UUID id,
        int version,
        AgencyId recordedBy,
        State stated,
        Set<String> subjects,
        Set<Purpose> purposes,
        Set<Category> categories,
        Set<AgencyId> recipients,
        Instant recorded,
        Optional<Instant> expires) {
    public Consent {
        subjects = Set.copyOf(subjects);
        purposes = Set.copyOf(purposes);
        categories = Set.copyOf(categories);
        recipients = Set.copyOf(recipients);
    }

    /** The states of consent. Only {@code given} lets anything go; silence is none of them. */
    public enum State implements Coded {
        GIVEN,
        REFUSED,
        WITHDRAWN,
        NOT_SOUGHT,
        NOT_SAFE_TO_SEEK,
        LACKS_CAPACITY,
        EXPIRED,
        NOT_APPLICABLE;

        /** Whether somebody said no: that counts whoever recorded it. */
        public boolean isNo() {
            return this == REFUSED || this == WITHDRAWN;
        }
    }

    /** The state at that time: what was given expires of itself, and a refusal does not. */
    public State at(Instant at) {
        boolean over = expires.filter(end -> !at.isBefore(end)).isPresent();
        return stated == State.GIVEN && over ? State.EXPIRED : stated;
    }

    /** Whether it lets go all that an earlier version did, to whom it does; what has expired since left when it might. */
    public boolean lets(Consent earlier) {
        return (stated == State.GIVEN || stated == State.EXPIRED || earlier.stated != State.GIVEN)
                && subjects.containsAll(earlier.subjects)
                && purposes.containsAll(earlier.purposes)
                && categories.containsAll(earlier.categories);
    }

    /** Whether it speaks of sharing with that recipient for that purpose. */
    public boolean concerns(Purpose purpose, AgencyId recipient) {
        return purposes.contains(purpose) && recipients.contains(recipient);
    }

    /** Whether it speaks of such data of a person of those pseudonyms; one person's consent covers no other's data. */
    public boolean covers(Category category, Collection<String> person) {
        return categories.contains(category) && !Collections.disjoint(subjects, person);
    }
}
