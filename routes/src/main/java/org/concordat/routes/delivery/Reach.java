package org.concordat.routes.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.concordat.protection.agency.Agency;
import org.concordat.routes.FlowObserver;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.hop.Acknowledge;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.Recheck;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The delivery route for whom the connector reaches. Where nobody answers nothing is released, so what is withdrawn
 * meanwhile comes back without a recall that would tell its recipient of it; it is only decided anew. Nor is anything
 * released to whom is only told that something waits: who was told has not received, and the delivery stays where it is
 * until it is collected.
 */
public record Reach(
        InForce inForce,
        Connector connector,
        Recheck recheck,
        Deliveries deliveries,
        DeliveryRoute onward,
        Acknowledge acknowledge,
        FlowObserver observer)
        implements Pushes.Errand {
    /** The recipient was told: from now on it is its turn, unless the sender has it told again. */
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    @Override
    public boolean isOpen() {
        return !inForce.isBehind();
    }

    @Override
    public void carry(Delivery delivery) throws HopRefused {
        // claims of before an activation are void; for one of after it, this node has to know of it
        inForce.follow();
        inForce.deciding(() -> {
            reached(delivery);
            return delivery;
        });
    }

    private void reached(Delivery delivery) throws HopRefused {
        Optional<Agency> recipient = inForce.agencies().find(delivery.recipient());
        if (recipient.filter(this::isElsewhere).isPresent()) {
            recheck.review(delivery);
            return;
        }
        try {
            if (recipient.isPresent()) {
                connector.reach(recipient.get());
            }
            // an agency that is no more is for the recheck to find
            if (recipient.isEmpty() || !connector.tells(recipient.get())) {
                onward.carry(delivery);
            } else if (recheck.review(delivery)) {
                connector.tell(delivery.id(), recipient.get());
                deliveries.postpone(delivery, NEVER);
            }
        } catch (ConnectorFailed e) {
            recheck.review(delivery);
            throw failed("Nothing was handed over: " + e.getMessage() + "; it will be tried again.");
        }
    }

    /** Its file says another connector since. */
    private boolean isElsewhere(Agency recipient) {
        return !recipient.connection().endpoint().connector().equals(connector.name());
    }

    @Override
    public boolean hears() {
        return connector.hears();
    }

    @Override
    public void hear(AgencyId recipient, List<Delivery> unconfirmed) throws HopRefused {
        Optional<Agency> agency = inForce.agencies().find(recipient);
        if (agency.isPresent() && !isElsewhere(agency.get())) {
            try {
                connector.<HopRefused>hear(
                        agency.get(), unconfirmed.stream().map(Delivery::id).toList(), (id, statement) -> {
                            if (!acknowledge.heard(recipient, id, statement)) {
                                observer.refused("acknowledge", "acknowledge.receipt-not-valid", Duration.ZERO);
                            }
                        });
            } catch (ConnectorFailed e) {
                throw failed("Its receipts cannot be looked for: " + e.getMessage() + ".");
            }
        }
    }

    private static HopRefused failed(String sentence) {
        return new HopRefused(Category.RETRY_LATER, Pushes.NOT_TAKEN, sentence);
    }
}
