package org.concordat.routes.connector;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that an agency's system put somewhere for the gateway to pick up. Nothing of it is known yet but where it lies.
 *
 * @param name under which it lies there, the same at every look
 * @param at when it was put there, the same at every look
 * @param size in bytes, as far as is said there: more of it is not read
 * @param unfit why it is not read at all
 */
public record Arrival(String name, Instant at, long size, Optional<Unfit> unfit, Reading reading) {
    /** Reads it; empty where it is not whole at this moment, so that it is looked at again later. */
    @FunctionalInterface
    public interface Reading {
        Optional<byte[]> bytes() throws ConnectorFailed;
    }

    /** What is refused for what it is, whatever it holds. */
    public enum Unfit {
        NAME(
                "arrival.name",
                "Its name is none for a file here: letters, digits, dots, hyphens and underscores, at most 128."),
        NO_FILE("arrival.no-file", "It is a link or a device, and no file."),
        NO_BYTES("arrival.no-bytes", "It is no message of bytes."),
        AUTOMATIC("arrival.automatic", "The e-mail says that a machine sent it of itself (Auto-Submitted)."),
        NO_ATTACHMENT("arrival.no-attachment", "The e-mail has no attachment that is sealed (application/pkcs7-mime).");

        private final String code;
        private final String sentence;

        Unfit(String code, String sentence) {
            this.code = code;
            this.sentence = sentence;
        }

        public String code() {
            return code;
        }

        public String sentence() {
            return sentence;
        }
    }
}
