package org.concordat.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.ExplainDoor;
import org.concordat.routes.SubmissionDoor;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.delivery.StatusDoor;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Submission;

/** What is behind the edge, played: every door remembers who knocked, and answers or refuses as it is told. */
final class Doors implements SubmissionDoor, StatusDoor, MailboxDoor, ExplainDoor {
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
        return answer("submit", submission.caller(), Stages.committed(answers.receipt(), repeat));
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
    public Acknowledged collect(Caller caller, UUID delivery) throws HopRefused {
        answer("collect", caller, delivery);
        if (delivery.equals(DELIVERY)) {
            return Stages.acknowledged(delivery, new Sealed(SEALED));
        }
        throw HopRefused.noSuchDelivery();
    }

    @Override
    public void receive(Caller caller, UUID delivery, String jws) throws HopRefused {
        answer("receive", caller, delivery);
    }

    @Override
    public Explained explain(Caller caller, Asked asked) throws HopRefused {
        questions.add(asked);
        return answer("explain", caller, answers.explained());
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
}
