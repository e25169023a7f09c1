package org.concordat.routes.hop;

import java.util.List;
import org.concordat.protection.minimise.Minimum;
import org.concordat.routes.hop.Clear.Cleared;
import org.concordat.routes.hop.Clear.Grant;
import org.concordat.schemas.disclosure.Disclosure;

/**
 * The fourth hop: leaves of the disclosure, for each recipient, what was granted and what that refers to. Something is
 * always left: a decision that keeps nothing is a refusal.
 */
public final class Minimise {

    public Minimised minimise(Cleared cleared) {
        Disclosure disclosure = cleared.checked.disclosure();
        return new Minimised(
                cleared,
                cleared.grants.stream()
                        .map(grant -> new Copy(
                                grant, Minimum.of(disclosure, grant.recipient(), grant.question(), grant.permit())))
                        .toList());
    }

    /** What one recipient gets: parts by their names. */
    record Copy(Grant grant, Minimum minimum) {}

    /** A disclosure, and the least of it that serves each recipient. */
    public static final class Minimised {
        final Cleared cleared;
        final List<Copy> copies;

        private Minimised(Cleared cleared, List<Copy> copies) {
            this.cleared = cleared;
            this.copies = copies;
        }
    }
}
