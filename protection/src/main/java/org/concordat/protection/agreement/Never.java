package org.concordat.protection.agreement;

import java.util.Collections;
import java.util.Set;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Role;

/**
 * One rule of the floor: what no agreement can let through. The sets are spelt out: {@code everything} in the file is
 * every member here.
 *
 * @param holdingCaseOf what a person is in this case whose case the recipient's team holds; empty where the rule does not ask
 * @param exceptRoles roles to which the rule does not apply
 * @param exceptSanitised whether a form that the sender sanitised may go all the same
 * @param because in words, with the statute; fit for sender and recipient
 */
public record Never(
        String id,
        Set<Category> categories,
        Set<SubjectCategory> subjects,
        Set<Nature> natures,
        Set<String> kinds,
        Set<Role> roles,
        Set<SubjectCategory> holdingCaseOf,
        Set<Role> exceptRoles,
        boolean exceptSanitised,
        LiftedBy liftedBy,
        String because) {
    public Never {
        categories = Set.copyOf(categories);
        subjects = Set.copyOf(subjects);
        natures = Set.copyOf(natures);
        kinds = Set.copyOf(kinds);
        roles = Set.copyOf(roles);
        holdingCaseOf = Set.copyOf(holdingCaseOf);
        exceptRoles = Set.copyOf(exceptRoles);
    }

    /** What can lift the rule: a two-person override in someone's vital interests, or nothing. */
    public enum LiftedBy implements Coded {
        VITAL_INTERESTS,
        NOTHING
    }

    /**
     * Whether the rule is about this recipient at all.
     *
     * @param held what those people are in this case whose case its team holds
     */
    public boolean concerns(String kind, Role role, Set<SubjectCategory> held) {
        return kinds.contains(kind)
                && roles.contains(role)
                && !exceptRoles.contains(role)
                && (holdingCaseOf.isEmpty() || !Collections.disjoint(holdingCaseOf, held));
    }

    /** Whether, for a recipient it is about, the rule forbids a section so labelled in that form. */
    public boolean forbids(Label label, Extent.Form form) {
        return categories.contains(label.category())
                && subjects.contains(label.subject())
                && natures.contains(label.nature())
                && !(exceptSanitised && form == Extent.Form.SANITISED);
    }

    /** Whether the rule leaves nothing that could be disclosed to a recipient it is about. */
    public boolean forbidsEverything() {
        return !exceptSanitised
                && holdingCaseOf.isEmpty()
                && categories.size() == Category.values().length
                && subjects.size() == SubjectCategory.values().length
                && natures.size() == Nature.values().length;
    }
}
