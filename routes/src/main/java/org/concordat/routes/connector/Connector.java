package org.concordat.routes.connector;

import java.util.UUID;
import org.concordat.protection.agency.Agency;

/** One way to reach agencies. Sees bytes that are sealed to the agency, or mapped to its form, and of no other. Safe to share. */
public interface Connector {
    /** The name by which agencies' connections choose it, e.g. {@code rest}. */
    String name();

    /** Whether anybody answers where it would be handed over; asks nothing and sends nothing. */
    default boolean answers(Agency recipient) {
        return true;
    }

    /**
     * Hands a copy over. Called with no transaction open; may be called again with the same delivery id.
     *
     * @throws ConnectorFailed when it is not known to have been taken: it may have been
     */
    Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed;
}
