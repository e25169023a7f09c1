package org.concordat.protection.agency;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * What becomes of an agency's work from the day on which it is in force no more, as a transfer scheme says.
 *
 * @param scheme as it is cited
 * @param made the day on which it was made
 * @param consents whether consent that was given to the agency, or recorded by it, counts for its successors
 * @param transfers of each role of each team, once
 */
public record Succession(String scheme, LocalDate made, boolean consents, List<Transfer> transfers) {
    public Succession {
        transfers = List.copyOf(transfers);
    }

    /** What those roles of a team received, another agency's team receives. */
    public record Transfer(TeamId team, Set<Role> roles, AgencyId to, TeamId at) {
        public Transfer {
            roles = Set.copyOf(roles);
        }
    }

    /** Where what is a team's as a whole goes, its cases and its notices: with the first of its roles that is named. */
    public Optional<Transfer> of(TeamId team) {
        return transfers.stream().filter(t -> t.team().equals(team)).findFirst();
    }

    Optional<Transfer> of(TeamId team, Role role) {
        return transfers.stream()
                .filter(t -> t.team().equals(team) && t.roles().contains(role))
                .findFirst();
    }
}
