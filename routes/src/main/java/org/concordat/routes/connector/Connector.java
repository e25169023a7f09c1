package org.concordat.routes.connector;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;

/** One way to reach agencies. Sees bytes that are sealed to the agency, or mapped to its form, and of no other. Safe to share. */
public interface Connector {
    /** What is longer is no receipt, and is not read to its end. */
    int LARGEST_RECEIPT = 64 * 1024;

    /** The name by which agencies' connections choose it, e.g. {@code rest}. */
    String name();

    /** What this gateway has not been given that it would need to hand anything over there. */
    default Optional<String> lacks(Agency recipient) {
        return Optional.empty();
    }

    /**
     * Makes sure that somebody answers where it would be handed over; asks nothing and sends nothing.
     *
     * @throws ConnectorFailed when nobody does, or it is somebody else
     */
    default void reach(Agency recipient) throws ConnectorFailed {}

    /** Whether somebody does. */
    default boolean answers(Agency recipient) {
        try {
            reach(recipient);
            return true;
        } catch (ConnectorFailed e) {
            return false;
        }
    }

    /**
     * Hands a copy over. Called with no transaction open; may be called again with the same delivery id.
     *
     * @throws ConnectorFailed when it is not known to have been taken: it may have been
     */
    Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed;

    /** Whether this recipient is only told that something waits in its mailbox, where it is then collected. */
    default boolean tells(Agency recipient) {
        return false;
    }

    /**
     * Tells it so, without any data of subjects. May be called again with the same delivery id.
     *
     * @throws ConnectorFailed when the word is not known to have been taken
     */
    default void tell(UUID delivery, Agency recipient) throws ConnectorFailed {
        throw new ConnectorFailed(name() + " tells nobody");
    }

    /** Whether recipients say later that they have a delivery, and are to be listened to until they do. */
    default boolean hears() {
        return false;
    }

    /**
     * Looks for what the recipient has said since of what was handed over to it. What it said is put away only once it was
     * heard.
     *
     * @param unconfirmed deliveries that nothing was heard of; it may speak of others too
     */
    default <E extends Exception> void hear(Agency recipient, List<UUID> unconfirmed, Heard<E> heard)
            throws ConnectorFailed, E {}

    /** Where the recipient is reached, if that is where such a connector reaches. */
    static <T extends Endpoint> T endpoint(Agency recipient, Class<T> type) throws ConnectorFailed {
        Endpoint endpoint = recipient.connection().endpoint();
        if (!type.isInstance(endpoint)) {
            throw new ConnectorFailed(recipient.id() + " is reached in another way by now");
        }
        return type.cast(endpoint);
    }

    /** Whoever takes recipients' word. */
    @FunctionalInterface
    interface Heard<E extends Exception> {
        /**
         * Returns once it was dealt with; heard again, it changes nothing.
         *
         * @param statement its signed receipt, not verified yet; none where its saying so is enough
         */
        void heard(UUID delivery, Optional<String> statement) throws E;
    }
}
