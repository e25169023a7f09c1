package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.receipt.Digest;
import org.concordat.routes.hop.Admit.Admitted;
import org.concordat.routes.hop.Check.Checked;
import org.concordat.routes.hop.Clear.Cleared;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.Recipient;

/**
 * Decides and seals anew, for the successor, what waits for an agency that ended: from the original, through the same
 * hops. Safe to share.
 *
 * @param heldAfter how long the successor may be out of reach before the sender is told
 */
public record Anew(Protection protection, Commitments commitments, Records records, Duration heldAfter) {

    /** Whether the work of the team that it was addressed to is another agency's now. */
    boolean isDue(Question question) {
        return !protection.now(question.to()).equals(question.to());
    }

    /**
     * What the successor is to get; empty where it may get nothing of it.
     *
     * @param signer whose signature the sender's is, and which may still be relied on
     */
    Optional<Commitment> of(Delivery delivery, Question question, Agency sender, X509Certificate signer)
            throws HopRefused {
        Optional<byte[]> kept = original(delivery);
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        byte[] original = kept.get();
        try {
            Checked checked = Check.again(
                    protection,
                    Admitted.again(sender, protection.schemas().parser().peek(original), original, Digest.of(original)),
                    signer);
            // it may be addressed to one that ended before the one that it waits for did
            RoleQueue now = protection.now(question.to());
            Recipient recipient = checked.disclosure().recipients().stream()
                    .filter(r -> protection.now(RoleQueue.of(r)).equals(now))
                    .findFirst()
                    .orElseThrow();
            Cleared cleared = new Clear(protection, commitments, records).again(checked, recipient);
            return Optional.of(new Commit(protection, commitments, Optional::empty)
                    .commitment(new Seal(protection, heldAfter).seal(new Minimise().minimise(cleared))));
        } catch (DisclosureRejected e) {
            throw new IllegalStateException("what was committed is no disclosure", e);
        } catch (HopRefused e) {
            if (e.category() == Category.RETRY_LATER) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** What the receipt was given for, of which no key of the gateway's is in the store; empty where that is not what is stored. */
    private Optional<byte[]> original(Delivery delivery) throws HopRefused {
        byte[] original = open(
                commitments.original(delivery.sender(), delivery.disclosure()).orElseThrow(HopRefused::noSuchDelivery));
        if (commitments
                .find(delivery.sender(), delivery.disclosure())
                .flatMap(there -> protection.statements().committed(there.receipt()))
                .filter(said -> said.sender().equals(delivery.sender())
                        && said.disclosure().equals(delivery.disclosure())
                        && said.digest().equals(Digest.of(original)))
                .isEmpty()) {
            commitments.forged(delivery.disclosure());
            return Optional.empty();
        }
        return Optional.of(original);
    }

    private byte[] open(Sealed original) {
        try {
            return protection.opener().open(original);
        } catch (OpeningFailed e) {
            throw new IllegalStateException("the original of a delivery cannot be opened", e);
        }
    }
}
