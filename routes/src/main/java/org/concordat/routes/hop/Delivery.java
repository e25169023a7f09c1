package org.concordat.routes.hop;

import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.TeamId;

/**
 * One sealed copy on its way to one recipient, as it is stored, without its bytes: nothing of it may leave before it was
 * decided anew.
 *
 * @param id the same at every attempt
 * @param senderTeam the team that it is of at the sender's
 * @param attempt the number of the claim that this is; an earlier claim can no longer change the row
 * @param left whether it was ever released, so that it may have reached the recipient
 * @param digest of the released copy, in hexadecimal
 * @param sealed digest of the copy as it is sealed to its recipient, in hexadecimal
 * @param size of the sealed copy, in bytes
 * @param grounds what it was decided on, sealed to the gateway
 */
public record Delivery(
        UUID id,
        AgencyId sender,
        TeamId senderTeam,
        UUID disclosure,
        Kind kind,
        AgencyId recipient,
        String connector,
        int attempt,
        DeliveryState state,
        boolean left,
        UUID decision,
        String digest,
        String sealed,
        int size,
        Sealed grounds) {}
