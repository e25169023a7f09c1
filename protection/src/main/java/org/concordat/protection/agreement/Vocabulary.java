package org.concordat.protection.agreement;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.agreement.Conditions.Regime;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;

/** The closed lists that agencies and agreements are written in, each term with its words in English. */
public record Vocabulary(
        Map<String, AgencyKind> kinds,
        Map<String, Body> bodies,
        Map<Role, String> roles,
        Map<Purpose, PurposeTerm> purposes,
        Map<Category, String> categories) {
    private static final String COMPETENT_AUTHORITY = "competent-authority";

    public Vocabulary {
        kinds = Map.copyOf(kinds);
        bodies = Map.copyOf(bodies);
        roles = Map.copyOf(roles);
        purposes = Map.copyOf(purposes);
        categories = Map.copyOf(categories);
    }

    /** A kind of agency and the bodies that such an agency is in law. */
    public record AgencyKind(String words, Set<String> bodies) {
        public AgencyKind {
            bodies = Set.copyOf(bodies);
        }
    }

    /**
     * What an agency can be in law.
     *
     * @param extendsToContractors whether one that acts for such a body counts as one
     */
    public record Body(String words, boolean extendsToContractors) {}

    /** A purpose, whether it is one of law enforcement (Data Protection Act 2018 s.31), and since when it is listed. */
    public record PurposeTerm(String words, boolean lawEnforcement, InForce inForce) {}

    /** Whether the purpose is listed at that time. */
    public boolean lists(Purpose purpose, Instant at) {
        PurposeTerm term = purposes.get(purpose);
        return term != null && term.inForce().covers(at);
    }

    /** The regime under which an agency that is those bodies in law handles data for a purpose. */
    public Regime regime(Set<String> bodies, Purpose purpose) {
        PurposeTerm term = purposes.get(purpose);
        return term != null && term.lawEnforcement() && bodies.contains(COMPETENT_AUTHORITY)
                ? Regime.PART_3
                : Regime.PART_2;
    }

    /** The words of a body in law or of a kind of agency. */
    public String bodyWords(String body) {
        Body inLaw = bodies.get(body);
        if (inLaw != null) {
            return inLaw.words();
        }
        AgencyKind kind = kinds.get(body);
        return kind == null ? "'" + body + "'" : kind.words();
    }

    public String words(Category category) {
        return categories.getOrDefault(category, category.code());
    }

    public String words(Purpose purpose) {
        PurposeTerm term = purposes.get(purpose);
        return term == null ? "'" + purpose + "'" : term.words();
    }
}
