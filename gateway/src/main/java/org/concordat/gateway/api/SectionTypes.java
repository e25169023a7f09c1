package org.concordat.gateway.api;

import java.util.Optional;
import org.concordat.schemas.label.Category;

/** Which section types there are, and the category that the schema gives each. */
@FunctionalInterface
public interface SectionTypes {
    Optional<Category> category(String type);
}
