package org.concordat.routes.delivery;

import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.HopRefused;

/** The way of one claimed or collected delivery through its hops. Safe to share. */
@FunctionalInterface
public interface DeliveryRoute {
    Acknowledged carry(Delivery delivery) throws HopRefused;
}
