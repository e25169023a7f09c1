package org.concordat.routes.hop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Succession.Transfer;
import org.concordat.protection.holding.Holding;
import org.concordat.routes.hop.Check.Checked;
import org.concordat.routes.hop.Commitment.Allocated;
import org.concordat.routes.hop.Seal.Lot;
import org.concordat.schemas.disclosure.KindDefinition;
import org.concordat.schemas.disclosure.Section;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** Reads from a disclosure, of a kind that says so, who is to hold whose case. Safe to share. */
record Allocations(Protection protection) {

    /** A case that its sender keeps is held at once; one that is handed over, from when its new holder received that. */
    List<Allocated> of(Checked checked, List<Lot> lots) {
        Optional<String> type =
                protection.schemas().kind(checked.header().kind()).flatMap(KindDefinition::holding);
        List<Allocated> allocated = new ArrayList<>();
        for (Section section : checked.disclosure().sections()) {
            if (type.filter(section.type()::equals).isEmpty()
                    || section.sanitisedOf().isPresent()) {
                continue;
            }
            Holding holding = holding(checked, section);
            if (holding.agency().equals(checked.header().from().agency())) {
                allocated.add(allocated(checked, section, holding, Optional.empty()));
            }
            // who is not told of it is handed nothing
            lots.stream()
                    .filter(lot -> lot.parcel().recipient().equals(holding.agency())
                            && lot.kept().contains(section.id()))
                    .findFirst()
                    .ifPresent(lot -> allocated.add(allocated(
                            checked, section, holding, Optional.of(lot.parcel().delivery()))));
        }
        return allocated;
    }

    private Allocated allocated(Checked checked, Section section, Holding holding, Optional<UUID> delivery) {
        UUID id = protection.ids().random();
        List<String> subjects = checked.pseudonyms(Set.of(section.about()));
        return new Allocated(
                id,
                holding,
                delivery,
                protection.entry(Evidence.allocated(protection.now(), checked, id, holding.agency(), subjects)));
    }

    private Holding holding(Checked checked, Section section) {
        var said = protection.schemas().content(section, org.concordat.schemas.model.Holding.class);
        AgencyId agency = new AgencyId(said.getAgency());
        TeamId team = new TeamId(said.getTeam());
        Optional<Transfer> gone = protection.agencies().successions().now(agency, team, protection.now());
        return new Holding(
                gone.map(Transfer::to).orElse(agency),
                gone.map(Transfer::at).orElse(team),
                Holding.Interest.CASE,
                checked.disclosure().subjects().stream()
                        .filter(person -> person.id().equals(section.about()))
                        .flatMap(person -> person.identifiers().stream())
                        .flatMap(identifier -> protection.pseudonyms().allOf(identifier).stream())
                        .collect(Collectors.toSet()),
                said.getFrom().toGregorianCalendar().toInstant(),
                Optional.empty());
    }
}
