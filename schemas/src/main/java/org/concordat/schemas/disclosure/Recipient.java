package org.concordat.schemas.disclosure;

import java.util.Optional;
import java.util.UUID;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * An agency, team and role that the disclosure is for.
 *
 * @param consent the state of consent that the sender states, as its code, e.g. {@code not-applicable}
 * @param consentRef the consent on record that the sender relies on
 * @param override the override on record that the sender relies on
 */
public record Recipient(
        PartId id,
        AgencyId agency,
        TeamId team,
        Role role,
        String consent,
        Optional<UUID> consentRef,
        Optional<UUID> override,
        CanonicalBytes canonical)
        implements Part {
    /** The same part, and whoever receives in its place. */
    public Recipient at(AgencyId another, TeamId itsTeam) {
        return new Recipient(id, another, itsTeam, role, consent, consentRef, override, canonical);
    }
}
