package org.concordat.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.Handover;
import org.concordat.routes.connector.Payload;
import org.concordat.schemas.terminology.AgencyId;

/** The system of the agency that is pushed to. */
final class PlayedPartner implements Connector {
    final ArrayList<UUID> taken = new ArrayList<>();
    /** The last of what it was handed, by whom it was for. */
    final Map<AgencyId, Payload> carried = new HashMap<>();

    boolean down;
    /** Nobody is at its address at all. */
    boolean away;

    Optional<String> statement = Optional.empty();
    /** Another system in its place. */
    Optional<Connector> played = Optional.empty();

    @Override
    public String name() {
        return "rest";
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        if (away) {
            throw new ConnectorFailed("nobody answers");
        }
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        if (played.isPresent()) {
            return played.get().handOver(delivery, payload, recipient);
        }
        if (down) {
            throw new ConnectorFailed("the recipient's system cannot be reached: test");
        }
        taken.add(delivery);
        carried.put(recipient.id(), payload);
        return new Handover.Confirmed(statement);
    }
}
