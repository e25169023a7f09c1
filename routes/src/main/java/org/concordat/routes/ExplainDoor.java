package org.concordat.routes;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.decision.Item;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;

/** Tells an agency, before it submits, what would be released to whom and why, in words. Safe to share. */
@FunctionalInterface
public interface ExplainDoor {
    /**
     * Decides as if it were submitted now; nothing is kept of it.
     *
     * @throws HopRefused when the caller is not a system of an agency in force
     */
    Explained explain(Caller caller, Asked asked) throws HopRefused;

    /** A question that the caller's own agency could ask: it is the sender, and the time is now. */
    record Asked(
            Kind kind,
            RoleQueue to,
            Purpose purpose,
            Power power,
            Set<Condition> conditions,
            Optional<String> consent,
            List<Item> items) {
        public Asked {
            conditions = Set.copyOf(conditions);
            items = List.copyOf(items);
        }
    }

    /**
     * The answer, fit for the sender, who knows what it holds.
     *
     * @param configuration the digest of the configuration that was asked
     */
    record Explained(boolean permitted, List<String> sentences, String configuration) {
        public Explained {
            sentences = List.copyOf(sentences);
        }
    }
}
