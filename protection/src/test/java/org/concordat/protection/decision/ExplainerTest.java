package org.concordat.protection.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.Northshire;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

class ExplainerTest {
    private static final Configuration NORTHSHIRE = Northshire.read();
    private static final Item CALL_OUTS =
            Questions.item("call-outs", Category.SAFEGUARDING, SubjectCategory.ALLEGED_PERPETRATOR);
    private static final Item OFFENCES = Questions.item("offences", Category.OFFENCE, SubjectCategory.CONVICTED);
    private static final Item ADDRESS = Questions.item("address", Category.LOCATION_VICTIM, SubjectCategory.VICTIM);
    private static final Item AREA =
            Questions.sanitised("area", Category.LOCATION_VICTIM, SubjectCategory.VICTIM, ADDRESS);
    private static final Item INTELLIGENCE =
            Questions.item("intelligence", Category.INTELLIGENCE, SubjectCategory.ALLEGED_PERPETRATOR);
    private static final Question ANSWER = Questions.policeAnswer(OFFENCES, INTELLIGENCE, CALL_OUTS, ADDRESS, AREA);

    @Test
    void the_sender_is_told_who_would_get_what_and_what_not_by_which_clause() {
        assertThat(toSender(ANSWER))
                .containsExactly(
                        "National Probation Service North East (court team north, court officer) would receive a"
                                + " sanitised form of the victim's address, offences and court history and safeguarding"
                                + " information.",
                        "The victim's address would be withheld: victim contact data stays with those who carry out the"
                                + " victim-contact function (DVCVA 2004 s.35) [floor/victim-address-case-management].",
                        "Police intelligence would be withheld: police intelligence leaves the police in sanitised form"
                                + " only (DPA 2018 ss.38 and 40) [floor/intelligence-in-part].",
                        "This rests on the Offender Management Act 2007 s.14, for a pre-sentence assessment, as agreed"
                                + " in northshire-safeguarding@3/pre-sentence-answer.",
                        "National Probation Service North East may keep it for at most 1 year.");
    }

    @Test
    void a_refusal_is_explained_to_the_sender_with_the_power_in_words() {
        Question toCouncil = to(
                new RoleQueue(new AgencyId("northshire-council"), new TeamId("housing"), new Role("housing-officer")));
        assertThat(String.join(" ", toSender(toCouncil)))
                .isEqualTo("Northshire Council would receive nothing. The Offender Management Act 2007 s.14 covers"
                        + " disclosure to or from a probation body; neither Northshire Police nor Northshire Council is"
                        + " one. A power that stands between the two is the Crime and Disorder Act 1998 s.115 (CDA115);"
                        + " an agreement between them would have to provide for it.");
    }

    private static Question to(RoleQueue to) {
        return new Question(
                ANSWER.kind(),
                ANSWER.from(),
                to,
                ANSWER.purpose(),
                ANSWER.power(),
                ANSWER.conditions(),
                ANSWER.stated(),
                ANSWER.at(),
                ANSWER.people(),
                ANSWER.items(),
                ANSWER.circumstances());
    }

    private static List<String> toSender(Question question) {
        return NORTHSHIRE.explainer().toSender(question, NORTHSHIRE.rules().decide(question));
    }
}
