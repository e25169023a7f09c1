package org.concordat.routes.hop;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.routes.connector.Handover;
import org.concordat.routes.hop.Deliver.Delivered;
import org.concordat.routes.hop.Statements.Confirmation;

/** The last hop: records that it was handed over, and what the recipient said of it, once that is verified. */
public final class Acknowledge {
    private final Deliveries deliveries;
    private final Statements statements;
    private final Clock clock;

    public Acknowledge(Protection protection, Deliveries deliveries) {
        this.deliveries = deliveries;
        this.statements = protection.statements();
        this.clock = protection.clock();
    }

    public Acknowledged acknowledge(Delivered delivered) {
        Delivery delivery = delivered.delivery;
        deliveries.handedOver(delivery, clock.instant());
        if (delivered.handover instanceof Handover.Confirmed confirmed) {
            confirm(delivery, confirmed.statement());
        }
        return new Acknowledged(delivery.id(), delivery.content());
    }

    /** A signed receipt counts as such only if it holds; one that speaks of other bytes confirms nothing at all. */
    private void confirm(Delivery delivery, Optional<String> statement) {
        Optional<Confirmation> verified = statement.flatMap(jws -> statements.confirmation(jws, delivery));
        if (statement.isEmpty() || verified.isPresent()) {
            deliveries.confirmed(delivery.id(), clock.instant(), statement, verified.flatMap(Confirmation::readBy));
        }
    }

    /** A delivery whose handing over is on record. */
    public static final class Acknowledged {
        private final UUID delivery;
        private final Sealed content;

        private Acknowledged(UUID delivery, Sealed content) {
            this.delivery = delivery;
            this.content = content;
        }

        public UUID delivery() {
            return delivery;
        }

        /** The copy that was released to the recipient, sealed to it. */
        public Sealed content() {
            return content;
        }
    }
}
