package org.concordat.gateway;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.ExplainDoor;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A running edge for the tests of one class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EdgeTest {
    static final String JWS = "eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmF0dXJl";

    EdgeUnderTest edge;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        edge = new EdgeUnderTest(folder, new Doors(answers()));
    }

    @BeforeEach
    void quiet() {
        edge.doors.thrown = null;
        edge.doors.repeat = false;
        edge.doors.knocks.clear();
        edge.doors.submissions.clear();
        edge.doors.questions.clear();
    }

    @AfterAll
    void stop() throws Exception {
        edge.close();
    }

    private static Doors.Answers answers() {
        Instant at = EdgeUnderTest.BUSINESS_TIME;
        DisclosureStatus.To police = new DisclosureStatus.To(
                new AgencyId("northshire-police"),
                new TeamId("public-protection"),
                new Role("safeguarding-officer"),
                UUID.fromString("0190b6a0-0000-7000-8000-000000000003"),
                DeliveryState.DELIVERED,
                at,
                Optional.empty(),
                DisclosureStatus.Answer.NOT_YET_ANSWERED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        DisclosureStatus status = new DisclosureStatus(
                Doors.DISCLOSURE,
                new Kind("safeguarding-check-request"),
                Doors.DISCLOSURE,
                "NPS-1234",
                at,
                Optional.of(at.plusSeconds(3600)),
                JWS,
                List.of(police),
                List.of(new Statement.NotAsked(
                        new AgencyId("northshire-council"),
                        new TeamId("housing"),
                        new Role("housing-officer"),
                        "clear.power-does-not-fit",
                        "the power does not cover a council.")));
        Mailbox mailbox = new Mailbox(
                List.of(new Mailbox.Waiting(
                        UUID.fromString("0190b6a0-0000-7000-8000-000000000003"),
                        new AgencyId("nps-north-east"),
                        new Kind("safeguarding-check-request"),
                        Doors.DISCLOSURE,
                        1,
                        new TeamId("public-protection"),
                        new Role("safeguarding-officer"),
                        at,
                        Optional.of(at),
                        12_345,
                        false)),
                List.of(new Notice(
                        Doors.NOTICE,
                        new AgencyId("nps-north-east"),
                        Desk.TEAM,
                        new TeamId("court-team-north"),
                        Notice.About.CHECKS_OUTSTANDING,
                        Doors.DISCLOSURE,
                        at,
                        Optional.empty(),
                        JWS)));
        return new Doors.Answers(
                new Receipt(JWS),
                status,
                mailbox,
                new ExplainDoor.Explained(
                        "0".repeat(64),
                        List.of(new ExplainDoor.Answer(
                                new AgencyId("nps-north-east"),
                                new TeamId("court-team-north"),
                                new Role("court-officer"),
                                true,
                                List.of("Police would receive all of it.")))));
    }
}
