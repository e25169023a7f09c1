package org.concordat.gateway.store;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.KeyRing;
import org.concordat.protection.key.RowMacs;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** What the stores' tests store: a request to two agencies, police's answer to it, and what goes with them. */
final class Rows {
    static final AgencyId PROBATION = new AgencyId("nps-north-east");
    static final AgencyId POLICE = new AgencyId("northshire-police");
    static final AgencyId CHILDREN = new AgencyId("northshire-children");
    static final Instant MORNING = Instant.parse("2026-03-02T09:15:00Z");
    static final Instant HEARING = Instant.parse("2026-03-02T14:00:00Z");
    static final RowMacs MACS = new RowMacs(
            KeyRing.of(
                    "rows-1",
                    new SecretKeySpec(
                            "only in these tests, thirty-two bytes".getBytes(StandardCharsets.UTF_8), "HmacSHA256")),
            table -> {});
    static final Ids IDS = new Ids(new SecureRandom(), Clock.systemUTC());

    private Rows() {}

    static Commitment request(UUID conversation, String connector) {
        return request(IDS.timed(), conversation, connector);
    }

    static Commitment request(UUID id, UUID conversation, String connector) {
        return new Commitment(
                new Commitment.Sent(
                        PROBATION,
                        new TeamId("court-team-north"),
                        id,
                        new Kind("safeguarding-check-request"),
                        conversation,
                        Optional.empty(),
                        "NPS-4471",
                        MORNING,
                        Optional.of(HEARING),
                        false,
                        "a".repeat(64)),
                sealed("original"),
                new Receipt("receipt." + IDS.random()),
                List.of(parcel(POLICE, connector), parcel(CHILDREN, connector)),
                List.of(new Statement.NotAsked(
                        new AgencyId("northshire-council"),
                        new TeamId("housing"),
                        new Role("housing-officer"),
                        "clear.no-clause-applies",
                        "No clause of an agreement in force covers this.")),
                List.of(entry(), entry(), entry()),
                Map.of(),
                List.of(),
                List.of(),
                new Commitment.Answers(Set.of(), Set.of()));
    }

    /** A disclosure to one agency, by a connector that pushes. */
    static Commitment to(AgencyId recipient, boolean urgent) {
        return new Commitment(
                new Commitment.Sent(
                        PROBATION,
                        new TeamId("court-team-north"),
                        IDS.timed(),
                        new Kind("contact-record"),
                        IDS.random(),
                        Optional.empty(),
                        "NPS-4471",
                        MORNING,
                        Optional.empty(),
                        urgent,
                        "a".repeat(64)),
                sealed("original"),
                new Receipt("receipt." + IDS.random()),
                List.of(parcel(recipient, "rest")),
                List.of(),
                List.of(entry()),
                Map.of(),
                List.of(),
                List.of(),
                new Commitment.Answers(Set.of(), Set.of()));
    }

    static Commitment answer(Commitment request) {
        return new Commitment(
                new Commitment.Sent(
                        POLICE,
                        new TeamId("public-protection"),
                        IDS.timed(),
                        new Kind("safeguarding-check-response"),
                        request.sent().conversation(),
                        Optional.of(request.sent().id()),
                        "NP-2093",
                        MORNING,
                        Optional.empty(),
                        false,
                        "b".repeat(64)),
                sealed("original"),
                new Receipt("receipt." + IDS.random()),
                List.of(parcel(PROBATION, "mailbox")),
                List.of(),
                List.of(entry()),
                Map.of(),
                List.of(),
                List.of(),
                new Commitment.Answers(Set.of(POLICE), Set.of(PROBATION)));
    }

    static Commitment.Parcel parcel(AgencyId recipient, String connector) {
        UUID delivery = IDS.timed();
        return new Commitment.Parcel(
                delivery,
                recipient,
                new TeamId("team"),
                new Role("role"),
                connector,
                HEARING,
                Optional.empty(),
                IDS.random(),
                "c".repeat(64),
                sealed("content of " + delivery),
                sealed("grounds of " + delivery));
    }

    /** A question about nobody, for which nothing can be on record. */
    static Question question() {
        return new Question(
                new Kind("safeguarding-check-request"),
                PROBATION,
                new RoleQueue(POLICE, new TeamId("team"), new Role("role")),
                new Purpose("pre-sentence-assessment"),
                new Power("OMA14"),
                Set.of(),
                Question.Stated.only("not-applicable"),
                MORNING,
                List.of(),
                List.of(),
                Circumstances.NONE);
    }

    static Notice notice(AgencyId to, Notice.About about, UUID regarding) {
        return new Notice(
                IDS.timed(),
                to,
                Desk.TEAM,
                new TeamId("team"),
                about,
                regarding,
                MORNING,
                Optional.empty(),
                "notice." + regarding);
    }

    static Entry entry() {
        return Entry.of(IDS.random(), Event.of(Verb.DISCLOSED, MORNING, "recheck", PROBATION));
    }

    static Sealed sealed(String stand) {
        return new Sealed(stand.getBytes(StandardCharsets.UTF_8));
    }

    /** The delivery to one of its recipients. */
    static UUID to(Commitment commitment, AgencyId recipient) {
        return commitment.parcels().stream()
                .filter(parcel -> parcel.recipient().equals(recipient))
                .findFirst()
                .orElseThrow()
                .delivery();
    }
}
