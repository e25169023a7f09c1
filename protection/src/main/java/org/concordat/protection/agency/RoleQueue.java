package org.concordat.protection.agency;

import org.concordat.schemas.disclosure.Recipient;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** Where somebody receives: as what, in which team of which agency. */
public record RoleQueue(AgencyId agency, TeamId team, Role role) {
    /** Where a disclosure says that it goes. */
    public static RoleQueue of(Recipient recipient) {
        return new RoleQueue(recipient.agency(), recipient.team(), recipient.role());
    }
}
