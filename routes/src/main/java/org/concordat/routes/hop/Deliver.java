package org.concordat.routes.hop;

import org.concordat.protection.envelope.Sealed;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.Handover;
import org.concordat.routes.hop.Recheck.Released;

/** The second hop of a delivery: the connector, with no transaction open. */
public record Deliver(Connector connector) {
    /** Hands it over; a refusal here means that the attempt is to be made again. */
    public Delivered deliver(Released released) throws HopRefused {
        Delivery delivery = released.delivery;
        try {
            Handover handover = connector.handOver(delivery.id(), released.payload, released.recipient);
            return new Delivered(delivery, released.content, handover);
        } catch (ConnectorFailed e) {
            throw HopRefused.of("deliver.failed", String.valueOf(e.getMessage()));
        }
    }

    /** A delivery that was handed over. */
    public static final class Delivered {
        final Delivery delivery;
        final Sealed content;
        final Handover handover;

        private Delivered(Delivery delivery, Sealed content, Handover handover) {
            this.delivery = delivery;
            this.content = content;
            this.handover = handover;
        }
    }
}
