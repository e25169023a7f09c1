package org.concordat.protection.decision;

import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Category;

/**
 * One section that is not released to this recipient, and why.
 *
 * @param because the clause's reason in words, fit for the recipient where the category is {@code tell}
 */
public record Withheld(PartId part, Category category, ClauseId by, String because) {}
