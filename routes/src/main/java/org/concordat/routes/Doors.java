package org.concordat.routes;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.routes.connector.MailboxConnector;
import org.concordat.routes.delivery.DeliveryRoute;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.delivery.StatusDoor;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Statements.Confirmation;
import org.concordat.routes.hop.Submission;

/** What an edge may ask of the routes. Every refusal is on record and counted, whichever door it is given at. */
public final class Doors implements SubmissionDoor, StatusDoor, MailboxDoor, ExplainDoor {
    private static final int LISTED = 200;

    private final Protection protection;
    private final Stores stores;
    private final Refusing refusing;
    private final SubmissionDoor submissions;
    private final DeliveryRoute collecting;
    private final Callers callers;

    Doors(
            Protection protection,
            Stores stores,
            Refusing refusing,
            SubmissionDoor submissions,
            DeliveryRoute collecting) {
        this.protection = protection;
        this.stores = stores;
        this.refusing = refusing;
        this.submissions = submissions;
        this.collecting = collecting;
        this.callers = new Callers(protection);
    }

    @Override
    public Committed submit(Submission submission) throws HopRefused {
        return submissions.submit(submission);
    }

    @Override
    public DisclosureStatus status(Caller caller, UUID disclosure) throws HopRefused {
        return refusing.recorded(() -> find(callers.agencyOf(caller), disclosure));
    }

    @Override
    public Explained explain(Caller caller, Asked asked) throws HopRefused {
        return refusing.recorded(() -> decide(callers.agencyOf(caller), asked));
    }

    @Override
    public Mailbox list(Caller caller) throws HopRefused {
        return refusing.recorded(
                () -> stores.mailboxes().of(callers.agencyOf(caller).id(), LISTED));
    }

    @Override
    public Acknowledged collect(Caller caller, UUID delivery) throws HopRefused {
        return collecting.carry(refusing.recorded(() -> collectable(caller, delivery)));
    }

    @Override
    public void receive(Caller caller, UUID delivery, String jws) throws HopRefused {
        refusing.recorded(() -> confirm(caller, delivery, jws));
    }

    private DisclosureStatus find(Agency agency, UUID disclosure) throws HopRefused {
        return stores.statuses()
                .find(agency.id(), disclosure)
                .orElseThrow(() -> new HopRefused(
                        Category.NOT_FOUND,
                        "status.no-such-disclosure",
                        "Your agency handed in no disclosure of this id."));
    }

    private Explained decide(Agency agency, Asked asked) {
        Configuration configuration = protection.configuration();
        Question question = new Question(
                asked.kind(),
                agency.id(),
                asked.to(),
                asked.purpose(),
                asked.power(),
                asked.conditions(),
                Question.Stated.only(asked.consent().orElse("not-applicable")),
                protection.now(),
                asked.items());
        Decision decision = configuration.rules().decide(question);
        List<String> sentences =
                configuration.explainer().toSender(question, decision).sentences();
        boolean permitted = decision.fold(permit -> true, refuse -> false);
        return new Explained(permitted, sentences, configuration.digest());
    }

    private Delivery collectable(Caller caller, UUID delivery) throws HopRefused {
        Delivery found = delivery(caller, delivery);
        if (!found.connector().equals(MailboxConnector.NAME)) {
            throw HopRefused.noSuchDelivery();
        }
        return found;
    }

    private Confirmation confirm(Caller caller, UUID delivery, String jws) throws HopRefused {
        Delivery found = delivery(caller, delivery);
        if (found.state() != DeliveryState.DELIVERED && found.state() != DeliveryState.RECEIVED) {
            throw new HopRefused(
                    Category.CONFLICT,
                    "acknowledge.not-collected",
                    "This delivery was not collected yet, so it cannot be confirmed.");
        }
        Confirmation confirmation = protection
                .statements()
                .confirmation(jws, found)
                .orElseThrow(() -> new HopRefused(
                        Category.UNPROCESSABLE,
                        "acknowledge.receipt-not-valid",
                        "The receipt is not signed by a key of your agency, or speaks of another delivery or other"
                                + " bytes."));
        stores.deliveries().confirmed(found.id(), protection.now(), Optional.of(jws), confirmation.readBy());
        return confirmation;
    }

    private Delivery delivery(Caller caller, UUID delivery) throws HopRefused {
        Agency agency = callers.agencyOf(caller);
        return stores.deliveries().find(agency.id(), delivery).orElseThrow(HopRefused::noSuchDelivery);
    }
}
