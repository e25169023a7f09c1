package org.concordat.protection.decision;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.terminology.Coded;

/** The answer to one {@link Question}: what may be released, or why nothing may, and which clauses say so. */
public sealed interface Decision {

    /**
     * Something may be released.
     *
     * @param grantedBy never empty
     * @param kept the sections released, sanitised forms among them; never empty
     * @param withheld every other section
     */
    record Permit(List<ClauseId> grantedBy, Set<PartId> kept, List<Withheld> withheld, List<Duty> duties)
            implements Decision {
        public Permit {
            grantedBy = List.copyOf(grantedBy);
            kept = Set.copyOf(kept);
            withheld = List.copyOf(withheld);
            duties = List.copyOf(duties);
            if (grantedBy.isEmpty() || kept.isEmpty()) {
                throw new IllegalArgumentException("a permit names its clauses and keeps something");
            }
        }
    }

    /**
     * Nothing may be released.
     *
     * @param because in words, fit for the sender
     */
    record Refuse(Reason reason, List<ClauseId> refusedBy, String because) implements Decision {
        /** One that no clause is to be cited for. */
        Refuse(Reason reason, String because) {
            this(reason, List.of(), because);
        }

        public Refuse {
            refusedBy = List.copyOf(refusedBy);
        }
    }

    /** Why nothing may be released. {@code NO_CLAUSE_APPLIES} is what silence means. */
    enum Reason implements Coded {
        FORBIDDEN_BY_FLOOR,
        AGENCY_NOT_IN_FORCE,
        RECIPIENT_UNKNOWN,
        KIND_UNKNOWN,
        NO_CLAUSE_APPLIES,
        POWER_DOES_NOT_FIT,
        CONDITION_MISSING,
        CONSENT_MISSING,
        OVERRIDE_MISSING,
        /** The recipient's agency wants it in another of its teams. */
        SAFE_TEAM,
        CLAUSE_FAILED,
        NOTHING_LEFT
    }

    /** Something the recipient must do, e.g. {@code retain} for {@code P1Y}, or {@code respond-within} {@code PT4H}. */
    record Duty(String what, String value) {}

    default <T> T fold(Function<Permit, T> permitted, Function<Refuse, T> refused) {
        return this instanceof Permit permit ? permitted.apply(permit) : refused.apply((Refuse) this);
    }
}
