package org.concordat.schemas.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Existence;

/**
 * The gateway's word on a released copy: by which decision it was released, and what of the tellable categories was
 * withheld. It always says that the copy may not be everything.
 *
 * @param decision the decision's id
 * @param configuration the digest of the configuration in force, in hexadecimal
 * @param entry the random id of the decision's ledger entry
 */
public record Release(UUID decision, String configuration, UUID entry, Instant at, List<Withheld> withheld) {
    public Release {
        withheld = List.copyOf(withheld);
    }

    /**
     * One withheld category, never more than the category and why.
     *
     * @param clause the clause that withholds it
     * @param because the clause's reason in words
     */
    public record Withheld(Category category, String clause, String because) {
        public Withheld {
            if (category.existence() != Existence.TELL) {
                // not named either: the message may be shown
                throw new IllegalArgumentException(
                        "a release says nothing of what may neither be confirmed nor denied");
            }
        }
    }
}
