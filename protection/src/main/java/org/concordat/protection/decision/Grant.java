package org.concordat.protection.decision;

import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Clause;
import org.concordat.schemas.terminology.AgencyId;

/**
 * A clause with the agreement that it stands in.
 *
 * @param from the party as which the sender relies on it: itself, or an agency that ended and whose work it has
 * @param to the same of the recipient
 */
record Grant(Agreement agreement, Clause clause, AgencyId from, AgencyId to) {
    ClauseId id() {
        return new ClauseId(agreement.citation() + "/" + clause.id());
    }

    /** The clause as a sentence begins with it. */
    String words() {
        return "clause " + clause.id() + " of the agreement " + agreement.name() + ", version " + agreement.version();
    }
}
