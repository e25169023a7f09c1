package org.concordat.routes.hop;

import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.connector.Handover;
import org.concordat.routes.hop.Deliver.Delivered;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.schemas.terminology.AgencyId;

/** The last hop: records that it was handed over, and what the recipient said of it, once that is verified. */
public record Acknowledge(Protection protection, Deliveries deliveries) {
    /** A signed receipt counts as such only if it holds; one that speaks of other bytes confirms nothing at all. */
    public Acknowledged acknowledge(Delivered delivered) throws HopRefused {
        Delivery delivery = delivered.delivery;
        if (delivered.handover instanceof Handover.Confirmed handover) {
            Optional<Confirmed> word = word(delivery, handover.statement());
            if (word.isPresent()) {
                confirm(delivery, word.get());
            } else {
                deliveries.handedOver(
                        delivery,
                        protection.now(),
                        Optional.of(entry("acknowledge.unconfirmed", delivery, Optional.empty())));
            }
        } else {
            deliveries.handedOver(delivery, protection.now(), Optional.empty());
        }
        return new Acknowledged(delivered.content);
    }

    /**
     * Takes what a recipient said later.
     *
     * @param statement its signed receipt, not verified yet; none where its saying so is enough
     * @return false, and nothing is confirmed, when that is not its valid word on a delivery to it
     */
    public boolean heard(AgencyId recipient, UUID id, Optional<String> statement) throws HopRefused {
        Optional<Delivery> delivery = deliveries.find(recipient, id);
        Optional<Confirmed> confirmed = delivery.isEmpty() ? Optional.empty() : word(delivery.get(), statement);
        confirmed.ifPresent(word -> confirm(delivery.orElseThrow(), word));
        return confirmed.isPresent();
    }

    /** The recipient's word; empty when it is signed and does not hold. */
    private Optional<Confirmed> word(Delivery delivery, Optional<String> statement) throws HopRefused {
        return statement.isEmpty()
                ? Optional.of(new Confirmed(Optional.empty(), Optional.empty()))
                : protection.statements().confirmation(statement.get(), delivery);
    }

    /** Puts a recipient's word on record, which was verified if it is signed. */
    public void confirm(Delivery delivery, Confirmed confirmed) {
        deliveries.confirmed(
                delivery.id(), protection.now(), confirmed, entry("acknowledge", delivery, confirmed.readBy()));
    }

    private Entry entry(String code, Delivery delivery, Optional<String> readBy) {
        return protection.entry(Evidence.acknowledged(protection.now(), code, delivery, readBy));
    }

    /** A delivery whose handing over is on record. */
    public static final class Acknowledged {
        private final Sealed content;

        private Acknowledged(Sealed content) {
            this.content = content;
        }

        /** The copy that was released to the recipient, sealed to it. */
        public Sealed content() {
            return content;
        }
    }
}
