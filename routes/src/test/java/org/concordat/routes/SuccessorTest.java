package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.protection.receipt.AgencyStatement.Consented.Capacity;
import org.concordat.protection.receipt.AgencyStatement.Consented.GivenBy;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.routes.consent.Consents.Left;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What names an agency that ends counts for its successor: once. */
class SuccessorTest extends AtNorthshire {
    private static final AgencyId REGION = new AgencyId("northshire-region");
    private static final TeamId TEAM = new TeamId("team");
    private static final String THE_DAY = "2026-03-03T00:00:00Z";

    @BeforeEach
    void the_police_end_on_the_day() {
        northshire.register(REGION, "mailbox", Keys.of(REGION.value()));
        Succession.Transfer all = new Succession.Transfer(
                new TeamId("safeguarding-unit"), Set.of(new Role("safeguarding-officer")), REGION, TEAM);
        northshire.alter(
                POLICE,
                agency -> agency.until(Instant.parse(THE_DAY))
                        .succeeded(new Succession(
                                "Test Transfer Scheme 2026", LocalDate.of(2026, 3, 1), false, List.of(all))));
    }

    @Test
    void what_is_addressed_to_it_and_to_its_successor_comes_to_the_queue_once() throws Exception {
        northshire.clock.moveTo(THE_DAY);
        northshire.submit(PROBATION, toBoth());
        assertThat(queue()).hasSize(1);
    }

    @Test
    void so_does_what_waited_for_both_on_the_day() throws Exception {
        northshire.submit(PROBATION, toBoth());
        assertThat(queue()).hasSize(1);
        northshire.clock.moveTo(THE_DAY);
        northshire.flow.reviews().round();
        assertThat(northshire.stores.only(POLICE).state).isEqualTo(DeliveryState.RETURNED);
        assertThat(queue()).hasSize(1);
    }

    @Test
    void a_no_that_names_it_recalls_what_its_successor_has() throws Exception {
        northshire.clock.moveTo(THE_DAY);
        UUID id = UUID.fromString("0197f0e0-0000-4000-8000-0000000000aa");
        northshire.stores.consents.left.add(new Left(id, PROBATION, TEAM, id, REGION, TEAM, DeliveryState.DELIVERED));
        Consented no = new Consented(
                id,
                PROBATION,
                Instant.parse(THE_DAY),
                id,
                1,
                State.REFUSED,
                List.of(new Subject.Identifier("crn", "X900001")),
                GivenBy.SELF,
                Capacity.HAS_CAPACITY,
                List.of(new Purpose("resettlement")),
                List.of(Category.IDENTITY),
                List.of(POLICE),
                Consented.Channel.VERBAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "NPS-1",
                new Role("probation-practitioner"));
        String jws = new StatementSigner(PROBATION, Keys.of(PROBATION.value()).signing())
                .sign(no)
                .jws();
        northshire.flow.doors().consent(northshire.caller(PROBATION), id, jws);
        assertThat(northshire.stores.notices)
                .extracting(Notice::to, Notice::about)
                .contains(tuple(REGION, Notice.About.RECALLED));
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
        return northshire.sign(draft, Keys.of(PROBATION.value()).signing());
    }
}
