package org.concordat.protection.agency;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.concordat.protection.agency.Succession.Transfer;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** Who has the work of agencies that ended, at any time; no agency comes after itself. Immutable and safe to share. */
public final class Successions {
    private final List<Agency> succeeded;

    public Successions(Collection<Agency> all) {
        succeeded =
                all.stream().filter(agency -> agency.succession().isPresent()).toList();
    }

    /** Where it is received now what was addressed there. */
    public RoleQueue now(RoleQueue addressed, Instant at) {
        return now(addressed, at, scheme -> true);
    }

    private RoleQueue now(RoleQueue addressed, Instant at, Predicate<Succession> such) {
        return passed(addressed.agency(), at)
                .filter(such)
                .flatMap(scheme -> scheme.of(addressed.team(), addressed.role()))
                .map(to -> now(new RoleQueue(to.to(), to.at(), addressed.role()), at, such))
                .orElse(addressed);
    }

    /** Where what is a team's as a whole is now; empty where it is with the team itself. */
    public Optional<Transfer> now(AgencyId agency, TeamId team, Instant at) {
        return passed(agency, at)
                .flatMap(scheme -> scheme.of(team))
                .map(to -> now(to.to(), to.at(), at).orElse(to));
    }

    /** Whose what is a team's as a whole was, one after the other, to the one that has it now. */
    public Set<AgencyId> way(AgencyId agency, TeamId team, Instant at) {
        Set<AgencyId> way = new LinkedHashSet<>(Set.of(agency));
        passed(agency, at).flatMap(scheme -> scheme.of(team)).ifPresent(to -> way.addAll(way(to.to(), to.at(), at)));
        return way;
    }

    /** Everywhere that something of what was the team's is now; empty where it is with the team itself. */
    public List<Transfer> everywhere(AgencyId agency, TeamId team, Instant at) {
        return passed(agency, at).stream()
                .flatMap(scheme -> scheme.transfers().stream())
                .filter(to -> to.team().equals(team))
                .flatMap(to -> {
                    List<Transfer> further = everywhere(to.to(), to.at(), at);
                    return further.isEmpty() ? Stream.of(to) : further.stream();
                })
                .toList();
    }

    /** The agencies that ended, and of which a team that received there is served by this queue now. */
    public Set<AgencyId> carriedTo(RoleQueue queue, Instant at) {
        return carriedTo(queue, at, scheme -> true);
    }

    /** The same, as far as every scheme on the way is such a one. */
    public Set<AgencyId> carriedTo(RoleQueue queue, Instant at, Predicate<Succession> such) {
        Set<AgencyId> carried = new HashSet<>();
        ended(at)
                .filter(agency -> agency.teams().stream()
                        .anyMatch(team -> team.roles().contains(queue.role())
                                && now(new RoleQueue(agency.id(), team.id(), queue.role()), at, such)
                                        .equals(queue)))
                .forEach(agency -> carried.add(agency.id()));
        return carried;
    }

    /** The agencies that ended, and of whose work that agency has some now. */
    public Set<AgencyId> before(AgencyId successor, Instant at) {
        return before(successor, at, scheme -> true);
    }

    /** The same, as far as every scheme on the way is such a one. */
    public Set<AgencyId> before(AgencyId successor, Instant at, Predicate<Succession> such) {
        Set<AgencyId> before = new HashSet<>();
        ended(at)
                .filter(agency -> agency.succession()
                        .filter(such)
                        .filter(scheme -> scheme.transfers().stream().anyMatch(t -> t.to().equals(successor)))
                        .isPresent())
                .forEach(agency -> {
                    before.add(agency.id());
                    before.addAll(before(agency.id(), at, such));
                });
        return before;
    }

    private Optional<Succession> passed(AgencyId agency, Instant at) {
        return ended(at).filter(ended -> ended.id().equals(agency)).findFirst().flatMap(Agency::succession);
    }

    private Stream<Agency> ended(Instant at) {
        return succeeded.stream().filter(agency -> agency.inForce().isOver(at));
    }
}
