package org.concordat.gateway;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.ConsistencyProof;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.InclusionProof;
import org.concordat.protection.mapping.Trial;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.ExplainDoor;
import org.concordat.routes.LedgerDoor;
import org.concordat.routes.PingDoor;
import org.concordat.routes.SubmissionDoor;
import org.concordat.routes.bundle.Activation;
import org.concordat.routes.bundle.BundleDoor;
import org.concordat.routes.bundle.Replayed;
import org.concordat.routes.consent.RecordDoor;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.HeldDeliveries.Held;
import org.concordat.routes.delivery.HeldDoor;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.delivery.OperationDoor;
import org.concordat.routes.delivery.Operations.Progress;
import org.concordat.routes.delivery.StatusDoor;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Room;
import org.concordat.routes.hop.Submission;
import org.concordat.routes.ledger.Ledger;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.TeamId;

/** What is behind the edge, played: every door remembers who knocked, and answers or refuses as it is told. */
final class Doors
        implements SubmissionDoor,
                StatusDoor,
                MailboxDoor,
                HeldDoor,
                ExplainDoor,
                RecordDoor,
                PingDoor,
                LedgerDoor,
                BundleDoor,
                OperationDoor {
    static final UUID DISCLOSURE = UUID.fromString("0190b6a0-0000-7000-8000-000000000001");
    static final UUID NOTICE = UUID.fromString("0190b6a0-0000-7000-8000-000000000002");

    static final UUID DELIVERY = UUID.fromString("0190b6a0-0000-7000-8000-000000000003");
    static final byte[] SEALED = {0x30, 0x03, 0x02, 0x01, 0x00};

    final List<String> knocks = new ArrayList<>();
    final List<Submission> submissions = new ArrayList<>();
    final List<Asked> questions = new ArrayList<>();
    private final Answers answers;
    Exception thrown;
    boolean repeat;

    Doors(Answers answers) {
        this.answers = answers;
    }

    /** What the doors answer when nothing is to be thrown. */
    record Answers(Receipt receipt, DisclosureStatus status, Mailbox mailbox, Explained explained) {}

    @Override
    public Committed submit(Submission submission) throws HopRefused {
        submissions.add(submission);
        return answer("submit", (Caller) submission.origin(), Stages.committed(answers.receipt(), repeat));
    }

    @Override
    public DisclosureStatus status(Caller caller, UUID disclosure) throws HopRefused {
        return answer("status", caller, answers.status());
    }

    @Override
    public Mailbox list(Caller caller) throws HopRefused {
        knocks.add("list " + caller.claimed());
        return answers.mailbox();
    }

    @Override
    public Acknowledged collect(Caller caller, UUID delivery, Room room) throws HopRefused {
        answer("collect", caller, delivery);
        if (delivery.equals(DELIVERY)) {
            return Stages.acknowledged(new Sealed(SEALED));
        }
        throw HopRefused.noSuchDelivery();
    }

    @Override
    public Optional<Notice> notice(Caller caller, UUID id) throws HopRefused {
        return answers.mailbox().notices().stream()
                .filter(notice -> notice.id().equals(id))
                .findFirst();
    }

    @Override
    public void receive(Caller caller, UUID delivery, String jws) throws HopRefused {
        answer("receive", caller, delivery);
    }

    @Override
    public Sealed ping(Caller caller, String jws) throws HopRefused {
        return answer("ping", caller, new Sealed(SEALED));
    }

    @Override
    public List<Held> held(Caller caller) throws HopRefused {
        return answer(
                "held",
                caller,
                List.of(new Held(
                        DELIVERY,
                        DISCLOSURE,
                        caller.claimed(),
                        new TeamId("court-team-north"),
                        new Kind("safeguarding-check-request"),
                        new AgencyId("northshire-police"),
                        Instant.parse("2026-03-02T17:15:00Z"),
                        7,
                        true)));
    }

    @Override
    public void retry(Caller caller, UUID delivery) throws HopRefused {
        answer("retry", caller, delivery);
    }

    @Override
    public void takeBack(Caller caller, UUID delivery, String actor) throws HopRefused {
        answer("take back for " + actor, caller, delivery);
    }

    @Override
    public Explained explain(Caller caller, Asked asked) throws HopRefused {
        questions.add(asked);
        return answer("explain", caller, answers.explained());
    }

    @Override
    public OnRecord consent(Caller caller, UUID id, String jws) throws HopRefused {
        return answer("record", caller, onRecord(id, "given"));
    }

    @Override
    public OnRecord consent(Caller caller, UUID id) throws HopRefused {
        return answer("show", caller, onRecord(id, "expired"));
    }

    @Override
    public OnRecord propose(Caller caller, String jws) throws HopRefused {
        return answer("propose", caller, onRecord(DISCLOSURE, "to-be-approved"));
    }

    @Override
    public OnRecord override(Caller caller, UUID id) throws HopRefused {
        return answer(
                "override",
                caller,
                new OnRecord(
                        id,
                        "to-be-approved",
                        Optional.empty(),
                        Optional.of(EdgeUnderTest.BUSINESS_TIME),
                        Optional.of(EdgeUnderTest.BUSINESS_TIME),
                        Optional.of(new Proposal(
                                "a".repeat(64),
                                "NPS-4471",
                                true,
                                "imminent-violence",
                                new Kind("contact-record"),
                                new Purpose("domestic-abuse-safety"),
                                Set.of(new AgencyId("safe-haven")),
                                Set.of(Category.CONTACT))),
                        Optional.of("NPS-0012")));
    }

    @Override
    public OnRecord approve(Caller caller, UUID id, String jws) throws HopRefused {
        return answer("approve", caller, onRecord(id, "in-force"));
    }

    @Override
    public OnRecord holding(Caller caller, UUID id, String jws) throws HopRefused {
        return answer("holding", caller, onRecord(id, "personal"));
    }

    private static OnRecord onRecord(UUID id, String state) {
        return new OnRecord(
                id,
                state,
                Optional.of(1),
                Optional.of(EdgeUnderTest.BUSINESS_TIME),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Receipt checkpoint(Caller caller) throws HopRefused {
        return answer("checkpoint", caller, answers.receipt());
    }

    @Override
    public Proven proof(Caller caller, UUID entry) throws HopRefused {
        return answer(
                "proof",
                caller,
                new Proven(entry, Hash.EMPTY, new InclusionProof(1, 2, List.of(Hash.EMPTY)), answers.receipt()));
    }

    @Override
    public ConsistencyProof consistency(Caller caller, long from, long to) throws HopRefused {
        return answer("consistency", caller, new ConsistencyProof(from, to, List.of(Hash.EMPTY)));
    }

    @Override
    public Extract entries(Caller caller, long from, int atMost) throws HopRefused {
        Entry entry = Entry.stored(DELIVERY, "{\"id\":\"one\"}".getBytes(StandardCharsets.UTF_8));
        return answer(
                "entries",
                caller,
                new Extract(
                        List.of(
                                new Ledger.Line(from, Hash.EMPTY, Optional.of(entry), false, false),
                                new Ledger.Line(from + 1, Hash.EMPTY, Optional.empty(), false, false)),
                        List.of(answers.receipt()),
                        from + atMost));
    }

    @Override
    public Activation activate(Caller caller, byte[] packed) throws HopRefused {
        return answer("activate", caller, activated());
    }

    @Override
    public List<Activation> history(Caller caller) throws HopRefused {
        return answer("history", caller, List.of(activated()));
    }

    @Override
    public Replayed replay(Caller caller, byte[] packed, String actor) throws HopRefused {
        Trial trial = new Trial(Trial.Answer.DIFFERENT, "", List.of("vanishes /case/risk"));
        return answer(
                "replay by " + actor,
                caller,
                new Replayed(
                        EdgeUnderTest.BUSINESS_TIME,
                        true,
                        List.of(new Replayed.Group(
                                new AgencyId("northshire-police"), new Kind("contact-record"), trial, 3))));
    }

    private static Activation activated() {
        return new Activation(
                7,
                "b".repeat(64),
                List.of("information-governance", "safeguarding-lead"),
                new AgencyId("northshire-operations"),
                EdgeUnderTest.BUSINESS_TIME);
    }

    private <T> T answer(String door, Caller caller, T answer) throws HopRefused {
        knocks.add(door + " " + caller.claimed());
        if (thrown instanceof HopRefused refused) {
            throw refused;
        }
        if (thrown instanceof RuntimeException failure) {
            throw failure;
        }
        return answer;
    }

    @Override
    public List<Progress> progress(Caller caller, Optional<UUID> delivery) throws HopRefused {
        return answer(
                "progress",
                caller,
                List.of(new Progress(
                        DELIVERY,
                        DISCLOSURE,
                        new AgencyId("nps-north-east"),
                        new AgencyId("northshire-police"),
                        new Kind("safeguarding-check-request"),
                        DeliveryState.HELD,
                        Instant.parse("2026-03-02T09:15:00Z"),
                        7,
                        "It waits.")));
    }

    @Override
    public void pause(Caller caller, AgencyId agency, boolean paused, String actor) throws HopRefused {
        answer((paused ? "pause " : "resume ") + agency + " by " + actor, caller, agency);
    }
}
