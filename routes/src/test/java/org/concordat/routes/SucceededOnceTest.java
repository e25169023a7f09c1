package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Succession;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is addressed to an agency that ends and to its successor as well comes to the successor's queue once. */
class SucceededOnceTest extends AtNorthshire {
    private static final AgencyId REGION = new AgencyId("northshire-region");
    private static final TeamId TEAM = new TeamId("team");
    private static final String THE_DAY = "2026-03-03T00:00:00Z";

    @BeforeEach
    void the_police_end_on_the_day() {
        northshire.register(REGION, "mailbox", Northshire.keys(REGION.value()));
        Agency agency = endedAt(northshire.agencies.get(POLICE), Instant.parse(THE_DAY));
        Succession.Transfer all = new Succession.Transfer(
                new TeamId("safeguarding-unit"), Set.of(new Role("safeguarding-officer")), REGION, TEAM);
        northshire.agencies.put(
                POLICE,
                new Agency(
                        agency.id(),
                        agency.name(),
                        agency.kind(),
                        agency.bodies(),
                        agency.inForce(),
                        Optional.of(new Succession(
                                "Test Transfer Scheme 2026", LocalDate.of(2026, 3, 1), false, List.of(all))),
                        agency.teams(),
                        agency.tls(),
                        agency.signing(),
                        agency.encryption(),
                        agency.envelope(),
                        agency.connection(),
                        agency.desks(),
                        agency.mapping(),
                        agency.adapter(),
                        agency.handsIn()));
    }

    @Test
    void whichever_of_the_two_it_names_first() throws Exception {
        northshire.clock.moveTo(THE_DAY);
        northshire.submit(PROBATION, toBoth());
        assertThat(queue()).hasSize(1);
    }

    @Test
    void also_where_it_waited_for_both_on_the_day() throws Exception {
        northshire.submit(PROBATION, toBoth());
        assertThat(queue()).hasSize(1);
        northshire.clock.moveTo(THE_DAY);
        northshire.flow.reviews().round();
        assertThat(northshire.stores.only(POLICE).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(queue()).hasSize(1);
    }

    private List<MemoryStores.Row> queue() {
        return northshire.stores.rows.values().stream()
                .filter(row -> row.parcel.recipient().equals(REGION))
                .toList();
    }

    private byte[] toBoth() throws Exception {
        String draft = Northshire.draft("request.xml")
                .replace(
                        "agency=\"northshire-children\" team=\"mash\" role=\"mash-social-worker\"",
                        "agency=\"northshire-region\" team=\"team\" role=\"safeguarding-officer\"");
        return northshire.sign(draft, Northshire.keys(PROBATION.value()).signing());
    }
}
