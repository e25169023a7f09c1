package org.concordat.schemas.disclosure;

import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * An agency, team and role that the disclosure is for.
 *
 * @param consent the state of consent that the sender states, as its code, e.g. {@code not-applicable}
 */
public record Recipient(PartId id, AgencyId agency, TeamId team, Role role, String consent, CanonicalBytes canonical)
        implements Part {}
