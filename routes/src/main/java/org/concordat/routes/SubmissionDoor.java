package org.concordat.routes;

import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Submission;

/** Where disclosures come in. Safe to share. */
@FunctionalInterface
public interface SubmissionDoor {
    /**
     * Takes a disclosure through its hops. The receipt is given only once the disclosure, its deliveries and its
     * evidence are committed; a repeat of the same bytes is answered with the first one's receipt.
     *
     * @throws HopRefused when any hop refused, or could not be completed ({@code RETRY_LATER}): nothing leaves
     */
    Committed submit(Submission submission) throws HopRefused;
}
