package org.concordat.routes;

import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.routes.connector.MailboxConnector;
import org.concordat.routes.delivery.DeliveryRoute;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Statements.Confirmation;

/** The mailbox whose every collection takes the delivery route. */
final class RoutedMailbox implements MailboxDoor {
    private static final int LISTED = 200;

    private final Protection protection;
    private final Stores stores;
    private final DeliveryRoute route;
    private final Callers callers;
    private final Refusing refusing;

    RoutedMailbox(Protection protection, Stores stores, DeliveryRoute route, Callers callers, Refusing refusing) {
        this.protection = protection;
        this.stores = stores;
        this.route = route;
        this.callers = callers;
        this.refusing = refusing;
    }

    @Override
    public Mailbox list(Caller caller) throws HopRefused {
        return refusing.recorded(
                () -> stores.mailboxes().of(callers.agencyOf(caller).id(), LISTED));
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

    private Delivery find(Caller caller, UUID delivery) throws HopRefused {
        Agency agency = callers.agencyOf(caller);
        return stores.deliveries().find(agency.id(), delivery).orElseThrow(HopRefused::noSuchDelivery);
    }
}
