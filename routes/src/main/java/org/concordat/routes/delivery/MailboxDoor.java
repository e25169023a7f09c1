package org.concordat.routes.delivery;

import java.util.Optional;
import java.util.UUID;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Room;

/** Where an agency finds what waits for it. What is not for the caller is absent ({@code NOT_FOUND}). Safe to share. */
public interface MailboxDoor {
    /** What waits for the caller's agency, oldest first. Listing releases nothing. */
    Mailbox list(Caller caller) throws HopRefused;

    /**
     * Decides anew, then hands the sealed copy over. Collecting again is harmless, and is decided again.
     *
     * @param room for the copy; where there is none ({@code RETRY_LATER}), nothing was released
     */
    Acknowledged collect(Caller caller, UUID delivery, Room room) throws HopRefused;

    /** A notice to the caller's agency, confirmed or not. */
    Optional<Notice> notice(Caller caller, UUID id) throws HopRefused;

    /**
     * Takes the agency's signed receipt for a delivery that was handed over to it, or for a notice: of a recall, that
     * confirms that it was acted on; of any other, that nobody further needs to be told.
     *
     * @param jws a compact JWS by the recipient's signing key that names the delivery or notice and the digest it received
     */
    void receive(Caller caller, UUID id, String jws) throws HopRefused;
}
