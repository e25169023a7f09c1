package org.concordat.routes;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.routes.connector.MailboxConnector;
import org.concordat.routes.delivery.DeliveryRoute;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.delivery.Mailboxes;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Statements;
import org.concordat.routes.hop.Statements.Confirmation;

/** The mailbox whose every collection takes the delivery route. */
final class RoutedMailbox implements MailboxDoor {
    private static final int LISTED = 200;

    private final Callers callers;
    private final Mailboxes mailboxes;
    private final Deliveries deliveries;
    private final DeliveryRoute route;
    private final Statements statements;
    private final Clock clock;
    private final Refusing refusing;

    RoutedMailbox(
            Callers callers,
            Mailboxes mailboxes,
            Deliveries deliveries,
            DeliveryRoute route,
            Statements statements,
            Clock clock,
            Refusing refusing) {
        this.callers = callers;
        this.mailboxes = mailboxes;
        this.deliveries = deliveries;
        this.route = route;
        this.statements = statements;
        this.clock = clock;
        this.refusing = refusing;
    }

    @Override
    public Mailbox list(Caller caller) throws HopRefused {
        return refusing.recorded(() -> mailboxes.of(callers.agencyOf(caller).id(), LISTED));
    }

    @Override
    public Acknowledged collect(Caller caller, UUID delivery) throws HopRefused {
        return route.carry(refusing.recorded(() -> collectable(caller, delivery)));
    }

    @Override
    public void receive(Caller caller, UUID delivery, String jws) throws HopRefused {
        refusing.recorded(() -> confirm(caller, delivery, jws));
    }

    private Delivery collectable(Caller caller, UUID delivery) throws HopRefused {
        Delivery found = find(caller, delivery);
        if (!found.connector().equals(MailboxConnector.NAME)) {
            throw HopRefused.noSuchDelivery();
        }
        return found;
    }

    private Confirmation confirm(Caller caller, UUID delivery, String jws) throws HopRefused {
        Delivery found = find(caller, delivery);
        if (found.state() != DeliveryState.DELIVERED && found.state() != DeliveryState.RECEIVED) {
            throw new HopRefused(
                    Category.CONFLICT,
                    "acknowledge.not-collected",
                    "This delivery was not collected yet, so it cannot be confirmed.");
        }
        Confirmation confirmation = statements
                .confirmation(jws, found)
                .orElseThrow(() -> new HopRefused(
                        Category.UNPROCESSABLE,
                        "acknowledge.receipt-not-valid",
                        "The receipt is not signed by a key of your agency, or speaks of another delivery or other"
                                + " bytes."));
        deliveries.confirmed(found.id(), clock.instant(), Optional.of(jws), confirmation.readBy());
        return confirmation;
    }

    private Delivery find(Caller caller, UUID delivery) throws HopRefused {
        Agency agency = callers.agencyOf(caller);
        return deliveries.find(agency.id(), delivery).orElseThrow(HopRefused::noSuchDelivery);
    }
}
