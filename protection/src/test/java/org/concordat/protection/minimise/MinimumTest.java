package org.concordat.protection.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.Northshire;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.Recipient;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.disclosure.Section;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.signature.DisclosureSigner;
import org.junit.jupiter.api.Test;

class MinimumTest {
    private static final Instant AT = Instant.parse("2026-03-02T11:10:00Z");
    private static final DisclosureContext CONTEXT = DisclosureContext.standard();
    private static final Configuration NORTHSHIRE = Northshire.read();
    private static final String INTELLIGENCE = """
            <Section id="%s" about="victim" nature="intelligence" provenance="agency-record"
                recorded="2026-01-19T08:00:00Z">
              <s:Intelligence>
                <s:Source>2</s:Source><s:Assessment>B</s:Assessment><s:Handling>P</s:Handling>
                <s:Report>He is said to have asked where she works.</s:Report>
              </s:Intelligence>
            </Section>
            """;
    private static final String SANITISED = """
            <Section id="area" about="victim" nature="fact" provenance="verified" recorded="2026-02-20T16:30:00Z"
                sanitisedOf="address">
              <s:VictimAddress><s:Line>Northport</s:Line></s:VictimAddress>
            </Section>
            """;

    @Test
    void only_what_is_permitted_and_whom_it_is_about_and_the_recipient_itself_are_kept() throws Exception {
        assertThat(kept(answer("", ""), 0))
                .containsExactly(
                        "recipient court-team-north yes victim-liaison no",
                        "section CheckOutcome",
                        "subject convicted");
    }

    @Test
    void a_sanitised_form_takes_the_place_of_its_original_and_brings_its_subject() throws Exception {
        Disclosure answer = answer("", SANITISED);
        assertThat(kept(answer, 0)).contains("section VictimAddress (sanitised)", "subject victim");
        assertThat(minimum(answer, 0).withheld()).hasSize(1);
    }

    @Test
    void each_recipient_is_kept_apart_from_the_others() throws Exception {
        Disclosure answer = answer("", "");
        Set<String> first = kept(answer, 0);
        Set<String> second = kept(answer, 1);
        assertThat(first).contains("recipient court-team-north yes victim-liaison no");
        assertThat(second).contains("recipient court-team-north no victim-liaison yes");
    }

    @Test
    void what_is_withheld_is_told_with_its_reason_in_one_line_for_a_category_and_clause() throws Exception {
        assertThat(minimum(answer("", ""), 0).withheld())
                .containsExactly(new Release.Withheld(
                        Category.LOCATION_VICTIM,
                        "floor/victim-address-case-management",
                        "victim contact data stays with those who carry out the victim-contact function (DVCVA 2004"
                                + " s.35)"));
    }

    @Test
    void what_may_not_be_known_of_changes_nothing_but_itself() throws Exception {
        for (int recipient = 0; recipient < 2; recipient++) {
            for (String sanitised : List.of("", SANITISED)) {
                Disclosure without = answer("", sanitised);
                Disclosure with = answer(INTELLIGENCE.formatted("i1") + INTELLIGENCE.formatted("i2"), sanitised);
                assertThat(kept(with, recipient)).isEqualTo(kept(without, recipient));
                assertThat(minimum(with, recipient).withheld())
                        .isEqualTo(minimum(without, recipient).withheld());
            }
        }
    }

    private static Disclosure answer(String intelligence, String sanitised) throws Exception {
        Path draft = Northshire.resource("drafts/police-answer.xml");
        String xml = Files.readString(draft)
                .replace("<!-- intelligence -->", intelligence)
                .replace("<!-- sanitised -->", sanitised);
        byte[] signed = new DisclosureSigner(CONTEXT, Clock.fixed(AT, ZoneOffset.UTC))
                .sign(xml.getBytes(StandardCharsets.UTF_8), Northshire.signingKey());
        return CONTEXT.parser().parse(signed);
    }

    private static Minimum minimum(Disclosure disclosure, int index) {
        Recipient recipient = disclosure.recipients().get(index);
        Question question = Question.of(disclosure, recipient, AT, subject -> List.of("pseudonym of " + subject.id()));
        return NORTHSHIRE
                .rules()
                .decide(question)
                .fold(permit -> Minimum.of(disclosure, recipient, question, permit), MinimumTest::unexpected);
    }

    private static Minimum unexpected(Decision.Refuse refuse) {
        throw new AssertionError(refuse.toString());
    }

    /** What is kept, in words that do not depend on random ids. */
    private static Set<String> kept(Disclosure disclosure, int index) {
        Minimum minimum = minimum(disclosure, index);
        Set<String> kept = new TreeSet<>();
        StringBuilder recipients = new StringBuilder("recipient");
        for (Part part : disclosure.parts().toList()) {
            boolean isKept = minimum.kept().contains(part.id());
            if (part instanceof Recipient recipient) {
                recipients.append(' ').append(recipient.team()).append(isKept ? " yes" : " no");
            } else if (isKept && part instanceof Section section) {
                kept.add("section " + section.type() + (section.sanitisedOf().isPresent() ? " (sanitised)" : ""));
            } else if (isKept && part instanceof Subject subject) {
                kept.add("subject " + subject.category().code());
            }
        }
        kept.add(recipients.toString());
        return kept;
    }
}
