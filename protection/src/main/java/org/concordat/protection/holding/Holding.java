package org.concordat.protection.holding;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.TeamId;

/**
 * What a team has to do with a person, from when to when. That it exists is known to its own agency alone. Immutable.
 *
 * @param subjects pseudonyms of the person's identifiers
 * @param until exclusive; empty while it goes on
 */
public record Holding(
        AgencyId agency, TeamId team, Interest interest, Set<String> subjects, Instant from, Optional<Instant> until) {
    public Holding {
        subjects = Set.copyOf(subjects);
    }

    /** What a team has to do with a person. */
    public enum Interest implements Coded {
        /** It holds the person's case. */
        CASE,
        /** Somebody in it is close to the person: a relative, a neighbour, a party. */
        PERSONAL;
    }

    public boolean isOf(AgencyId other, TeamId otherTeam) {
        return agency.equals(other) && team.equals(otherTeam);
    }

    /** The same of whoever has the team's work. */
    public Holding at(AgencyId another, TeamId itsTeam) {
        return new Holding(another, itsTeam, interest, subjects, from, until);
    }

    /** The same until another time. */
    public Holding until(Optional<Instant> end) {
        return new Holding(agency, team, interest, subjects, from, end);
    }

    /** Whether that team had this to do with a person of those pseudonyms at that time. */
    public boolean binds(AgencyId at, TeamId in, Collection<String> person, Instant when) {
        return isOf(at, in)
                && !when.isBefore(from)
                && until.map(when::isBefore).orElse(true)
                && !Collections.disjoint(subjects, person);
    }
}
