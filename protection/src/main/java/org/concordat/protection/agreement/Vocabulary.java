package org.concordat.protection.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
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
        Map<Category, String> categories,
        @JsonProperty("overrides") Overriding overriding) {
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

    /**
     * Who may decide to share all the same, and why.
     *
     * @param reasons by code
     * @param proposedBy the roles of the first person
     * @param authorisedBy the roles of the second person, and of the one who decides alone in an emergency
     * @param floorLiftedBy the roles of which one of the deciders has to be, where the floor is to be lifted
     * @param confirmWithin how long an emergency's first person suffices
     * @param atMost how long an override lasts
     */
    public record Overriding(
            Map<String, Reason> reasons,
            Set<Role> proposedBy,
            Set<Role> authorisedBy,
            Set<Role> floorLiftedBy,
            Duration confirmWithin,
            Duration atMost) {
        public Overriding {
            reasons = Map.copyOf(reasons);
            proposedBy = Set.copyOf(proposedBy);
            authorisedBy = Set.copyOf(authorisedBy);
            floorLiftedBy = Set.copyOf(floorLiftedBy);
        }

        /** A reason, and whether it is somebody's vital interests, for which alone the floor is lifted. */
        public record Reason(String words, boolean vital) {}
    }

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
