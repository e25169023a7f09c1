package org.concordat.protection.agreement;

import java.util.List;
import java.util.Set;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.schemas.terminology.AgencyId;

/**
 * An information sharing agreement: what its parties may disclose to each other. What it does not say is denied.
 *
 * @param national whether it is the shipped one, of statutory duties and emergencies, whose parties are whole kinds of agency
 */
public record Agreement(
        String name, int version, boolean national, Set<AgencyId> parties, InForce inForce, List<Clause> clauses) {
    public Agreement {
        parties = Set.copyOf(parties);
        clauses = List.copyOf(clauses);
    }

    /** How decisions and people cite the agreement, e.g. {@code northshire-safeguarding@3}. */
    public String citation() {
        return name + "@" + version;
    }
}
