package org.concordat.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.consent.Consenting;
import org.concordat.routes.consent.HoldingCases;
import org.concordat.routes.consent.Overriding;
import org.concordat.routes.consent.RecordDoor;
import org.concordat.routes.delivery.DeliveryRoute;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.HeldDeliveries.Held;
import org.concordat.routes.delivery.HeldDoor;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.delivery.StatusDoor;
import org.concordat.routes.hop.Acknowledge;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.Clear;
import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.Evidence;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Ping;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Room;
import org.concordat.routes.hop.Submission;
import org.concordat.schemas.terminology.AgencyId;

/** What an edge may ask of the routes. Every refusal is on record and counted, whichever door it is given at. */
public final class Doors
        implements SubmissionDoor, StatusDoor, MailboxDoor, HeldDoor, ExplainDoor, RecordDoor, PingDoor {
    private static final int LISTED = 200;

    private final Protection protection;
    private final Stores stores;
    private final Refusing refusing;
    private final SubmissionDoor submissions;
    private final DeliveryRoute collecting;
    private final Callers callers;
    private final Consenting consenting;
    private final Overriding overriding;
    private final HoldingCases holding;
    private final Ping ping;
    private final Clear clear;

    Doors(
            Protection protection,
            Stores stores,
            Refusing refusing,
            SubmissionDoor submissions,
            DeliveryRoute collecting,
            List<Connector> pushing,
            Duration recallWithin) {
        this.protection = protection;
        this.stores = stores;
        this.refusing = refusing;
        this.submissions = submissions;
        this.collecting = collecting;
        this.callers = new Callers(protection);
        this.consenting = new Consenting(protection, stores.consents(), recallWithin);
        this.overriding = new Overriding(protection, stores.overrides());
        this.holding = new HoldingCases(protection, stores.holdings());
        this.ping = new Ping(protection, pushing);
        this.clear = new Clear(protection, stores.commitments(), stores.records());
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
        return refusing.recorded(() -> {
            Agency agency = callers.agencyOf(caller);
            if (asked.conversation().isPresent()) {
                List<AgencyId> to = asked.to().stream().map(To::agency).toList();
                clear.requireAnswersItsAsker(agency.id(), asked.conversation().get(), to);
            }
            return new Explained(
                    protection.configuration().digest(),
                    asked.to().stream().map(to -> decide(agency, asked, to)).toList());
        });
    }

    @Override
    public Mailbox list(Caller caller) throws HopRefused {
        return refusing.recorded(() -> {
            AgencyId agency = callers.agencyOf(caller).id();
            // its own first
            List<Mailbox> all = protection.names(agency).stream()
                    .map(name -> stores.mailboxes().of(name, team -> protection.has(agency, name, team), LISTED))
                    .toList();
            return new Mailbox(
                    all.get(0).deliveries(),
                    all.stream().flatMap(one -> one.notices().stream()).toList());
        });
    }

    @Override
    public Acknowledged collect(Caller caller, UUID delivery, Room room) throws HopRefused {
        return collecting.carry(refusing.recorded(() -> collectable(caller, delivery, room)));
    }

    @Override
    public Optional<Notice> notice(Caller caller, UUID id) throws HopRefused {
        return refusing.recorded(() -> notice(callers.agencyOf(caller), id));
    }

    @Override
    public void receive(Caller caller, UUID id, String jws) throws HopRefused {
        refusing.recorded(() -> {
            Agency agency = callers.agencyOf(caller);
            Optional<Notice> notice = notice(agency, id);
            return notice.isPresent() ? confirm(agency, notice.get(), jws) : confirm(delivery(caller, id), jws);
        });
    }

    @Override
    public List<Held> held(Caller caller) throws HopRefused {
        return refusing.recorded(
                () -> stores.held().heldOf(callers.agencyOf(caller).id(), LISTED));
    }

    @Override
    public void retry(Caller caller, UUID delivery) throws HopRefused {
        refusing.recorded(
                () -> there(stores.held().retry(callers.agencyOf(caller).id(), delivery, protection.now())));
    }

    @Override
    public void takeBack(Caller caller, UUID delivery, String actor) throws HopRefused {
        refusing.recorded(() -> {
            AgencyId sender = callers.agencyOf(caller).id();
            OperationAnswers.requireFit(actor);
            Instant now = protection.now();
            Entry evidence = protection.entry(Evidence.takenBack(now, sender, actor, delivery));
            return there(stores.held().takeBack(sender, delivery, now, evidence));
        });
    }

    private static boolean there(boolean done) throws HopRefused {
        if (!done) {
            throw HopRefused.of("held.no-such-delivery");
        }
        return true;
    }

    @Override
    public OnRecord consent(Caller caller, UUID id, String jws) throws HopRefused {
        return refusing.recorded(() -> consenting.record(callers.agencyOf(caller), id, jws));
    }

    @Override
    public OnRecord consent(Caller caller, UUID id) throws HopRefused {
        return refusing.recorded(() -> consenting.show(callers.agencyOf(caller), id));
    }

    @Override
    public OnRecord propose(Caller caller, String jws) throws HopRefused {
        return refusing.recorded(() -> overriding.propose(callers.agencyOf(caller), jws));
    }

    @Override
    public OnRecord override(Caller caller, UUID id) throws HopRefused {
        return refusing.recorded(() -> overriding.show(callers.agencyOf(caller), id));
    }

    @Override
    public OnRecord approve(Caller caller, UUID id, String jws) throws HopRefused {
        return refusing.recorded(() -> overriding.approve(callers.agencyOf(caller), id, jws));
    }

    @Override
    public OnRecord holding(Caller caller, UUID id, String jws) throws HopRefused {
        return refusing.recorded(() -> holding.declare(callers.agencyOf(caller), id, jws));
    }

    @Override
    public Sealed ping(Caller caller, String jws) throws HopRefused {
        return refusing.recorded(() -> ping.answer(callers.agencyOf(caller), jws));
    }

    /** To the agency, or to a team whose work it has. */
    private Optional<Notice> notice(Agency agency, UUID id) {
        return protection.names(agency.id()).stream()
                .flatMap(name -> stores.notices().to(name, id).stream())
                .filter(notice -> protection.has(agency.id(), notice.to(), notice.team()))
                .findFirst();
    }

    private DisclosureStatus find(Agency agency, UUID disclosure) throws HopRefused {
        return protection.names(agency.id()).stream()
                .flatMap(name ->
                        stores
                                .statuses()
                                .find(name, team -> protection.has(agency.id(), name, team), disclosure)
                                .stream())
                .findFirst()
                .orElseThrow(() -> HopRefused.of("status.no-such-disclosure"));
    }

    private Answer decide(Agency agency, Asked asked, To to) {
        Configuration configuration = protection.configuration();
        Question question = new Question(
                asked.kind(),
                agency.id(),
                protection.now(new RoleQueue(to.agency(), to.team(), to.role())),
                asked.purpose(),
                asked.power(),
                asked.conditions(),
                Question.Stated.only(to.consent().orElse("not-applicable")),
                protection.now(),
                List.of(),
                asked.items(),
                Circumstances.NONE);
        Decision decision = configuration.rules().decide(question);
        boolean permitted = decision.fold(permit -> true, refuse -> false);
        List<String> sentences = configuration.explainer().toSender(question, decision);
        return new Answer(to.agency(), to.team(), to.role(), permitted, sentences);
    }

    private Delivery collectable(Caller caller, UUID delivery, Room room) throws HopRefused {
        Delivery found = delivery(caller, delivery);
        if (!Mailbox.COLLECTED.contains(found.connector())) {
            throw HopRefused.noSuchDelivery();
        }
        if (!room.take(found.size())) {
            throw HopRefused.of("deliver.busy");
        }
        return found;
    }

    private Confirmed confirm(Delivery delivery, String jws) throws HopRefused {
        if (delivery.state().isOpen()) {
            throw HopRefused.of("acknowledge.not-collected");
        }
        Confirmed confirmed =
                protection.statements().confirmation(jws, delivery).orElseThrow(Doors::receiptNotValid);
        new Acknowledge(protection, stores.deliveries()).confirm(delivery, confirmed);
        return confirmed;
    }

    private Confirmed confirm(Agency agency, Notice notice, String jws) throws HopRefused {
        Confirmed confirmed =
                protection.statements().confirmation(jws, agency.id(), notice).orElseThrow(Doors::receiptNotValid);
        stores.notices().confirmed(notice, protection.now(), confirmed);
        return confirmed;
    }

    private static HopRefused receiptNotValid() {
        return HopRefused.of("acknowledge.receipt-not-valid");
    }

    private Delivery delivery(Caller caller, UUID delivery) throws HopRefused {
        Agency agency = callers.agencyOf(caller);
        return stores.deliveries().find(agency.id(), delivery).orElseThrow(HopRefused::noSuchDelivery);
    }
}
