package org.concordat.protection.agreement;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;

/**
 * One thing that an agreement lets its parties disclose. A category that is not in {@code categories} is withheld.
 *
 * @param from the parties that may disclose, by name, as the agreement's words resolve to them
 * @param to the parties that may receive
 * @param conditions the data-protection conditions that each end relies on, by its kind of agency
 */
public record Clause(
        String id,
        Set<Kind> kinds,
        Set<AgencyId> from,
        Set<AgencyId> to,
        Set<Purpose> purposes,
        Set<Power> powers,
        Ends conditions,
        Map<Category, Extent> categories,
        Consent consent,
        Optional<Respond> respond,
        Period retain) {
    public Clause {
        kinds = Set.copyOf(kinds);
        from = Set.copyOf(from);
        to = Set.copyOf(to);
        purposes = Set.copyOf(purposes);
        powers = Set.copyOf(powers);
        categories = Map.copyOf(categories);
    }

    /** The conditions at the sender's and at the recipient's end, by kind of agency. */
    public record Ends(Map<String, Set<Condition>> sender, Map<String, Set<Condition>> recipient) {
        public Ends {
            sender = Map.copyOf(sender);
            recipient = Map.copyOf(recipient);
        }
    }

    /**
     * What the disclosure rests on, beyond its power.
     *
     * @param alsoRecordedBy whose records of given consent count besides the sender's own
     */
    public record Consent(Need need, Set<AgencyId> alsoRecordedBy) {
        public Consent {
            alsoRecordedBy = Set.copyOf(alsoRecordedBy);
        }

        /** Whether anybody has to agree, or to decide otherwise. */
        public enum Need implements Coded {
            NOT_REQUIRED,
            /** Consent on record, or an override. */
            REQUIRED,
            /** An override, and nothing else will do. */
            OVERRIDE
        }
    }

    /**
     * By when the recipient answers.
     *
     * @param before the event that it has to precede, e.g. {@code hearing}
     */
    public record Respond(Duration atMost, Optional<String> before) {}
}
