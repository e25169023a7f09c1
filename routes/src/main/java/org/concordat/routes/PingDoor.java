package org.concordat.routes;

import org.concordat.protection.envelope.Sealed;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;

/** Where an agency tries whether it and the gateway know each other. */
public interface PingDoor {
    /**
     * The gateway's signed word that it knows this agency's signature, sealed to the agency: who can open it and believes it has
     * every key in its place. Nothing is stored but a refusal.
     *
     * @param jws the agency's {@code concordat-pinged+jws}
     */
    Sealed ping(Caller caller, String jws) throws HopRefused;
}
