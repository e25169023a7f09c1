package org.concordat.routes.hop;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The gateway's signed word to one agency, put into its mailbox. No data of subjects.
 *
 * @param disclosure the agency's own disclosure that it is about
 * @param jws the notice as it is signed, a compact JWS by the gateway
 */
public record Notice(UUID id, AgencyId to, About about, UUID disclosure, Instant at, String jws) {
    /** What a notice says. */
    public enum About {
        /** A delivery went back: less is permitted now than when it was sealed. */
        RETURNED,
        /** The time for answers has passed, and not every agency has answered. */
        CHECKS_OUTSTANDING;

        /** The word as stores and answers spell it, e.g. {@code checks-outstanding}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static About ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
