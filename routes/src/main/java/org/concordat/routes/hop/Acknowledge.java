package org.concordat.routes.hop;

import java.util.UUID;
import org.concordat.protection.envelope.Sealed;

/** The last hop: records what the recipient said of a delivery. */
public final class Acknowledge {
    static Acknowledged none(UUID delivery, Sealed content) {
        return new Acknowledged(delivery, content);
    }

    /** A delivery whose handing over is on record. */
    public static final class Acknowledged {
        private final UUID delivery;
        private final Sealed content;

        private Acknowledged(UUID delivery, Sealed content) {
            this.delivery = delivery;
            this.content = content;
        }

        public UUID delivery() {
            return delivery;
        }

        /** The copy that was released to the recipient, sealed to it. */
        public Sealed content() {
            return content;
        }
    }
}
