package org.concordat.protection.agreement;

import java.util.Set;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.Role;

/** How much of a category a clause lets through: in which form, about whom, of which nature, to whom. All are spelt out. */
public record Extent(Form form, Set<SubjectCategory> subjects, Set<Nature> natures, Set<Role> roles) {
    public Extent {
        subjects = Set.copyOf(subjects);
        natures = Set.copyOf(natures);
        roles = Set.copyOf(roles);
    }

    /** Whether a section goes as it is, or only in the form that its sender sanitised. */
    public enum Form {
        WHOLE,
        SANITISED
    }

    /** Whether a section so labelled may go to that role in that form. */
    public boolean lets(Label label, Role role, Form wanted) {
        return (form == Form.WHOLE || wanted == Form.SANITISED)
                && subjects.contains(label.subject())
                && natures.contains(label.nature())
                && roles.contains(role);
    }
}
