package org.concordat.protection.configuration;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.Agency.Team;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.agency.Succession.Transfer;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** Reads what becomes of an agency's work; whether there is such a successor is checked when all agencies were read. */
record SuccessionReader(Terms terms, Findings findings) {

    /** What it says; empty after a finding. */
    Optional<Succession> read(Located said, Located file, List<Team> teams, String subject) {
        int before = findings.count();
        if (file.get("in-force").find("until").isEmpty()) {
            findings.add(said, subject + " has a succession and does not end: say in-force.until");
        }
        Optional<LocalDate> made = terms.day(said.get("made"));
        Known<Team> known = Known.of("team", teams, team -> team.id().value());
        said.get("teams").items().forEach(row -> known.find(row.get("team"), subject, findings));
        List<Transfer> transfers = new ArrayList<>();
        teams.forEach(team -> transfers.addAll(transfers(said, team, subject)));
        return findings.count() > before
                ? Optional.empty()
                : made.map(day -> new Succession(
                        said.get("scheme").text(),
                        day,
                        said.find("consents").filter(c -> c.isText("follow")).isPresent(),
                        transfers));
    }

    /** Each role goes with the row that names it, the others with the first that names none. */
    private List<Transfer> transfers(Located said, Team team, String subject) {
        List<Transfer> transfers = new ArrayList<>();
        Set<Role> left = new HashSet<>(team.roles());
        for (boolean named : new boolean[] {true, false}) {
            for (Located row : said.get("teams").items()) {
                if (row.get("team").isText(team.id().value())
                        && row.find("roles").isPresent() == named) {
                    Set<Role> roles = named ? terms.named(row.get("roles"), terms.roles, subject) : Set.copyOf(left);
                    if (roles.isEmpty()
                            || roles.stream().filter(role -> !left.remove(role)).count() > 0) {
                        findings.add(row, "nothing is left of the team " + team.id() + " to go there");
                    }
                    transfers.add(new Transfer(
                            team.id(),
                            roles,
                            new AgencyId(row.get("to").text()),
                            new TeamId(row.get("as").text())));
                }
            }
        }
        if (!left.isEmpty()) {
            findings.add(said, subject + " does not say where the team " + team.id() + " goes as " + left);
        }
        return transfers;
    }
}
