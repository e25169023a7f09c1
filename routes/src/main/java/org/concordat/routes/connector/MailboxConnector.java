package org.concordat.routes.connector;

import java.util.UUID;
import org.concordat.protection.agency.Agency;

/** The recipient collects: the request that asks for the copy carries it away when its route ends. */
public final class MailboxConnector implements Connector {
    /** The name of this connector. */
    public static final String NAME = "mailbox";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) {
        return new Handover.Unconfirmed();
    }
}
