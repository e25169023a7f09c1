package org.concordat.routes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.decision.Item;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;
import org.concordat.schemas.disclosure.Header.Conversation;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** Tells an agency, before it submits, what would be released to whom and why, in words. Safe to share. */
@FunctionalInterface
public interface ExplainDoor {
    /**
     * Decides as if it were submitted now; nothing is kept of it.
     *
     * @throws HopRefused when the caller is not a system of an agency in force, or it answers what was not asked of it
     */
    Explained explain(Caller caller, Asked asked) throws HopRefused;

    /**
     * A question that the caller's own agency could ask: it is the sender, and the time is now.
     *
     * @param conversation of an answer, what it answers
     */
    record Asked(
            Kind kind,
            List<To> to,
            Purpose purpose,
            Power power,
            Set<Condition> conditions,
            Optional<Conversation> conversation,
            List<Item> items) {
        public Asked {
            to = List.copyOf(to);
            conditions = Set.copyOf(conditions);
            items = List.copyOf(items);
        }
    }

    /** One recipient, and the state of consent that the sender says. */
    record To(AgencyId agency, TeamId team, Role role, Optional<String> consent) {}

    /**
     * The answers, one for each recipient asked about.
     *
     * @param configuration the digest of the configuration that was asked
     */
    record Explained(String configuration, List<Answer> answers) {}

    /** One recipient's, fit for the sender, who knows what it holds. */
    record Answer(AgencyId agency, TeamId team, Role role, boolean permitted, List<String> sentences) {}
}
