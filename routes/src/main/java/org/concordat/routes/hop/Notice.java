package org.concordat.routes.hop;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Desk;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.TeamId;

/**
 * The gateway's signed word to one desk of an agency, put into the agency's mailbox until the agency confirms it. No data
 * of subjects.
 *
 * @param team the team at the desk
 * @param regarding what it is about: as {@code about} says, a disclosure of the agency's own, a delivery, an override, or a
 *     certificate and how soon it ends
 * @param until by when it is to be confirmed: the next desk is told when it was not
 * @param jws the notice as it is signed, a compact JWS by the gateway
 */
public record Notice(
        UUID id,
        AgencyId to,
        Desk desk,
        TeamId team,
        About about,
        UUID regarding,
        Instant at,
        Optional<Instant> until,
        String jws) {
    /** What a notice says. */
    public enum About implements Coded {
        /** A delivery of this disclosure went back: less is permitted now than when it was sealed. */
        RETURNED,
        /** A recipient of this disclosure has ended, and another agency that has its work receives it instead. */
        SUCCEEDED,
        /** A recipient of this disclosure has been out of reach for too long; attempts go on. */
        HELD,
        /** What this delivery brought is not to be used any more; to its recipient, who is to confirm that. */
        RECALLED,
        /** The same to its sender and to those who answer for data protection; of the sender's disclosure. */
        RECALL_BEGUN,
        /** The time for answers to this disclosure has passed, and not every agency has answered. */
        CHECKS_OUTSTANDING,
        /** Somebody shared all the same in an emergency, and a second person has to decide on it. */
        OVERRIDE_TO_BE_APPROVED,
        /** Nobody approved that override in time: it counts no more. */
        OVERRIDE_LAPSED,
        /** A certificate of the agency's ends, or has ended, and no other is listed that lasts longer. */
        CERTIFICATE_ENDS;

        /** Who is told next when that desk has not confirmed it in time; empty when nobody is left. */
        public Optional<Desk> after(Desk desk) {
            return switch (desk) {
                case TEAM ->
                    Optional.of(this == RECALLED || this == OVERRIDE_TO_BE_APPROVED ? Desk.SENIOR : Desk.DEPUTY);
                case DEPUTY -> Optional.of(Desk.OUT_OF_HOURS);
                case OUT_OF_HOURS, DATA_PROTECTION, SENIOR, SAFE -> Optional.empty();
            };
        }
    }
}
