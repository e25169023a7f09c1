package org.concordat.schemas.disclosure;

import java.util.List;
import org.concordat.schemas.label.SubjectCategory;

/** A person whom the disclosure is about, and what that person is in this case. */
public record Subject(PartId id, SubjectCategory category, List<Identifier> identifiers, CanonicalBytes canonical)
        implements Part {
    public Subject {
        identifiers = List.copyOf(identifiers);
    }

    /** An identifier as it was received, e.g. scheme {@code pnc}. Personal data. */
    public record Identifier(String scheme, String value) {
        @Override
        public String toString() {
            return scheme + " identifier";
        }
    }

    @Override
    public String toString() {
        return "subject " + id + " (" + category.code() + ")";
    }
}
