package org.concordat.protection.decision;

import java.util.List;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.SubjectCategory;

/**
 * A subject as the rules see it: what the person is in this case, and the pseudonyms of the person's identifiers.
 * One who has no identifier has none, and nothing on record is found about them.
 */
public record Person(PartId part, SubjectCategory category, List<String> pseudonyms) {
    public Person {
        pseudonyms = List.copyOf(pseudonyms);
    }
}
