package org.concordat.protection.minimise;

import java.util.List;
import java.util.Set;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Recipient;
import org.concordat.schemas.disclosure.Release;

/**
 * The least of a disclosure that serves one recipient, as decided: what its released copy is made of.
 *
 * @param kept the permitted sections, the subjects they are about, and the recipient's own part
 * @param withheld what the recipient may be told of; the same whether or not there is more that it may not know of
 */
public record Minimum(Set<PartId> kept, List<Release.Withheld> withheld) {
    public Minimum {
        kept = Set.copyOf(kept);
        withheld = List.copyOf(withheld);
    }

    /** What the permit leaves of the disclosure for this recipient, whom the question was about. */
    public static Minimum of(Disclosure disclosure, Recipient recipient, Question question, Decision.Permit permit) {
        throw new UnsupportedOperationException();
    }
}
