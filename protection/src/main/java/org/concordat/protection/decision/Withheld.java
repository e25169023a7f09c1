package org.concordat.protection.decision;

import java.util.Comparator;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Category;

/**
 * One section that is not released to this recipient, and why.
 *
 * @param because the clause's reason in words, fit for the recipient where the category is {@code tell}
 */
public record Withheld(PartId part, Category category, ClauseId by, String because) {
    /** By category, then by clause: an order that does not tell how many sections there are, nor where. */
    public static final Comparator<Withheld> ORDER = Comparator.comparing(Withheld::category)
            .thenComparing(w -> w.by().value())
            .thenComparing(Withheld::because);
}
