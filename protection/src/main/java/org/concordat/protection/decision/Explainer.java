package org.concordat.protection.decision;

/** Puts decisions into words. Immutable, safe to share, and pure. */
public interface Explainer {
    /** For the sender, who knows what it holds: who would get what, what would be withheld and by which clause. */
    Explanation toSender(Question question, Decision decision);

    /** For the recipient: nothing that tells whether there is more than it may know of. */
    Explanation toRecipient(Question question, Decision decision);
}
