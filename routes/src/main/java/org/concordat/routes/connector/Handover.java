package org.concordat.routes.connector;

import java.util.Optional;

/** What came of handing a copy over: how far the recipient has confirmed it. */
public sealed interface Handover {
    /** It was handed to whoever collects it; nothing is known of its arrival. */
    record Unconfirmed() implements Handover {}

    /**
     * The recipient's system took it, by the word of its protocol.
     *
     * @param statement its signed receipt, not verified yet
     */
    record Confirmed(Optional<String> statement) implements Handover {}
}
