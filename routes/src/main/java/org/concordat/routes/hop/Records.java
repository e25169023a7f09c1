package org.concordat.routes.hop;

import org.concordat.protection.decision.Circumstances;
import org.concordat.protection.decision.Question;

/**
 * What is on record of consents, overrides and holdings. A record whose row was made or changed by hand is not on
 * record. Throws {@link StoreUnavailable}. Safe to share.
 */
@FunctionalInterface
public interface Records {
    /**
     * What is on record for a question now: the consent and the override that it names, every refusal and withdrawal
     * about its people, and what the recipient's team has to do with them. Read without locks: enough to say what would
     * be decided, never to release on.
     */
    Circumstances of(Question question);
}
