package org.concordat.protection.configuration;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.agency.Agency.Team;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.agency.Succession.Transfer;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;

/** Checks of every agency that names successors that they are there on the day, and receive what they are to. */
record SuccessionCheck(Map<AgencyId, Agency> agencies, Map<String, Located> files, Findings findings) {
    void check() {
        agencies.values()
                .forEach(agency -> agency.succession()
                        .ifPresent(scheme -> file(agency)
                                .flatMap(file -> file.find("succession"))
                                .ifPresent(said ->
                                        agency.inForce().until().ifPresent(day -> check(agency, scheme, said, day)))));
    }

    private Optional<Located> file(Agency agency) {
        return Optional.ofNullable(files.get(agency.id().value()));
    }

    private void check(Agency agency, Succession scheme, Located said, Instant day) {
        if (!InForce.of(scheme.made(), Optional.empty()).covers(day)) {
            findings.add(said.get("made"), "the scheme was made on " + scheme.made() + ", after the work went over");
        }
        if (leads(agency.id(), agency.id(), new HashSet<>())) {
            findings.add(said, "agency " + agency.id() + " would come after itself");
            return;
        }
        Known<String> known = Known.of("agency", files.keySet());
        for (Located row : said.get("teams").items()) {
            known.find(row.get("to"), "agency " + agency.id(), findings)
                    .flatMap(AgencyId::find)
                    .flatMap(to -> Optional.ofNullable(agencies.get(to)))
                    .ifPresent(successor -> receives(scheme, successor, row, day));
        }
    }

    private void receives(Succession scheme, Agency successor, Located row, Instant day) {
        if (!successor.inForce().covers(day)) {
            findings.add(row.get("to"), "agency " + successor.id() + " is not in force on the day after that");
        }
        Known<Team> teams =
                Known.of("team", successor.teams(), team -> team.id().value());
        teams.find(row.get("as"), "agency " + successor.id(), findings)
                .ifPresent(team -> scheme.transfers().stream()
                        .filter(t -> row.get("team").isText(t.team().value())
                                && row.get("to").isText(t.to().value())
                                && row.get("as").isText(t.at().value()))
                        .flatMap(t -> t.roles().stream())
                        .filter(role -> !team.roles().contains(role))
                        .map(Role::value)
                        .sorted()
                        .forEach(role -> findings.add(
                                row.get("as"),
                                "nobody receives as '" + role + "' in " + team.id() + " of " + successor.id())));
    }

    private boolean leads(AgencyId from, AgencyId to, Set<AgencyId> seen) {
        return Optional.ofNullable(agencies.get(from)).flatMap(Agency::succession).stream()
                .flatMap(scheme -> scheme.transfers().stream().map(Transfer::to))
                .anyMatch(next -> next.equals(to) || (seen.add(next) && leads(next, to, seen)));
    }
}
