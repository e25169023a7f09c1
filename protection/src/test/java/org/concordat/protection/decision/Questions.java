package org.concordat.protection.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.Provenance;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** The police's answer to the court team of Northshire, to be varied. */
public final class Questions {
    public static final RoleQueue COURT_TEAM =
            new RoleQueue(new AgencyId("nps-north-east"), new TeamId("court-team-north"), new Role("court-officer"));
    public static final Instant AT = Instant.parse("2026-06-01T10:00:00Z");

    private Questions() {}

    public static Question policeAnswer(Item... items) {
        return new Question(
                new Kind("safeguarding-check-response"),
                new AgencyId("northshire-police"),
                COURT_TEAM,
                new Purpose("pre-sentence-assessment"),
                new Power("OMA14"),
                Set.of(new Condition("P3_35_2_B"), new Condition("P3_SCH8_4")),
                Question.Stated.only("not-applicable"),
                AT,
                List.of(),
                List.of(items),
                Circumstances.NONE);
    }

    static Question with(Question question, Item more) {
        List<Item> items = new ArrayList<>(question.items());
        items.add(items.size() / 2, more);
        return new Question(
                question.kind(),
                question.from(),
                question.to(),
                question.purpose(),
                question.power(),
                question.conditions(),
                question.stated(),
                question.at(),
                question.people(),
                items,
                question.circumstances());
    }

    public static Item item(String name, Category category, SubjectCategory subject) {
        return new Item(
                DecisionCase.part(name),
                Optional.empty(),
                name,
                new Label(category, subject, Nature.FACT, Provenance.AGENCY_RECORD),
                Optional.empty());
    }

    static Item sanitised(String name, Category category, SubjectCategory subject, Item original) {
        return new Item(
                DecisionCase.part(name),
                Optional.empty(),
                name,
                new Label(category, subject, Nature.FACT, Provenance.AGENCY_RECORD),
                Optional.of(original.part()));
    }
}
