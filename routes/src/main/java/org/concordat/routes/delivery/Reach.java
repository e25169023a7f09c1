package org.concordat.routes.delivery;

import org.concordat.routes.connector.Connector;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.Recheck;

/**
 * The delivery route for whom the connector reaches. Where nobody answers nothing is released, so what is withdrawn
 * meanwhile comes back without a recall that would tell its recipient of it; it is only decided anew.
 */
public record Reach(InForce inForce, Connector connector, Recheck recheck, DeliveryRoute onward)
        implements DeliveryRoute {
    @Override
    public boolean isOpen() {
        return !inForce.isBehind();
    }

    @Override
    public Acknowledged carry(Delivery delivery) throws HopRefused {
        return inForce.deciding(() -> reached(delivery));
    }

    private Acknowledged reached(Delivery delivery) throws HopRefused {
        // an agency that is no more is for the recheck to find
        if (inForce.find(delivery.recipient()).stream().allMatch(connector::answers)) {
            return onward.carry(delivery);
        }
        recheck.review(delivery);
        throw new HopRefused(
                Category.RETRY_LATER,
                "deliver.failed",
                "The recipient's system cannot be reached; nothing was handed over, and it will be tried again.");
    }
}
