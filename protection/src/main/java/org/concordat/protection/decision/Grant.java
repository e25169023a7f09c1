package org.concordat.protection.decision;

import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Clause;

/** A clause with the agreement that it stands in. */
record Grant(Agreement agreement, Clause clause) {
    ClauseId id() {
        return new ClauseId(agreement.citation() + "/" + clause.id());
    }

    /** The clause as a sentence begins with it. */
    String words() {
        return "clause " + clause.id() + " of the agreement " + agreement.name() + ", version " + agreement.version();
    }
}
