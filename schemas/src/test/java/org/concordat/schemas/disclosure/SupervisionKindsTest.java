package org.concordat.schemas.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.model.ContactEntry;
import org.concordat.schemas.model.Holding;
import org.concordat.schemas.model.ReoffendingScore;
import org.concordat.schemas.model.RiskView;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.terminology.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SupervisionKindsTest {
    private static final DisclosureSigner SIGNER = new DisclosureSigner(Actors.CONTEXT, Actors.CLOCK);

    @ParameterizedTest
    @ValueSource(strings = {"case-allocation.xml", "contact-record.xml"})
    void a_complete_one_has_no_findings(String draft) throws Exception {
        assertThat(Actors.CONTEXT
                        .validator()
                        .validate(Actors.parsed(Actors.signed(draft, Actors.PROBATION)))
                        .findings())
                .isEmpty();
    }

    /** What is taken out by its id, and the query that this raises; nothing bounces. */
    @ParameterizedTest
    @CsvSource({
        "sentence, sentence-given",
        "requirements, requirements-given",
        "score, score-given",
        "risk, risk-view-given",
        "registers, registrations-given",
        "mappa, mappa-given",
        "checks, checks-accounted-for",
        "needs, needs-asked"
    })
    void a_case_with_a_gap_is_accepted_and_the_gap_is_the_senders(String section, String query) throws Exception {
        ValidationOutcome outcome = outcome("case-allocation.xml", "<Section id=\"" + section + "\".*?</Section>", "");
        assertThat(outcome.isAcceptable()).isTrue();
        assertThat(outcome.findings())
                .extracting(Finding::severity, Finding::code)
                .containsExactly(tuple(Finding.Severity.QUERY, "completeness." + query));
    }

    @Test
    void a_gap_that_is_recorded_with_its_day_is_no_query() throws Exception {
        String gap =
                "<s:RecordedGaps><s:Gap><s:Missing>ReoffendingScore</s:Missing><s:OwnedBy>court-team-north</s:OwnedBy>"
                        + "<s:By>2026-03-04T12:00:00Z</s:By></s:Gap></s:RecordedGaps>";
        assertThat(outcome("case-allocation.xml", "<s:ReoffendingScore>.*</s:ReoffendingScore>", gap)
                        .findings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "case-allocation.xml|<Urgency [^>]*>||accept-by-given",
                "case-allocation.xml|respondBy=\"2026-03-03|respondBy=\"2026-03-01|accept-by-to-come",
                "case-allocation.xml|(?s)<Identifier scheme=\"crn\">.*?</Identifier>\\s*<Identifier.*?</Identifier>||subject-identifiable",
                "case-allocation.xml|<s:OutOfHoursTelephone>.*?</s:OutOfHoursTelephone>||out-of-hours",
                "case-allocation.xml|TrainedToComplete>yes|TrainedToComplete>not-known|completed-by-trained",
                "case-allocation.xml|<s:ReasonToKeep>none|<s:ReasonToKeep>mappa|reason-fits-outcome",
                "case-allocation.xml|<s:AtRisk>staff|<s:AtRisk>prisoners|risk-of-every-group",
                "case-allocation.xml|</s:Group>\\s*<s:AssessedOn>|</s:Group><s:Group><s:AtRisk>children</s:AtRisk><s:Setting>community</s:Setting><s:Level>low</s:Level></s:Group><s:AssessedOn>|one-level-of-a-group",
                "case-allocation.xml|(id=\"risk\" about=\"him\") nature=\"assessment\"|$1 nature=\"fact\"|risk-is-a-judgement",
                "case-allocation.xml|<s:Expected>.*?</s:Expected>||checks-expected",
                "contact-record.xml|<s:Outcome>nobody opened</s:Outcome>||outcome-given",
                "contact-record.xml|<s:Notes>.*?</s:Notes>||alert-explained",
                "contact-record.xml|<s:Enforcement>.*?</s:Enforcement>||absence-acted-on",
                "contact-record.xml|01T10:30:00Z|01T09:30:00Z|ends-after-it-begins",
                "contact-record.xml|<s:RespondBy>.*?</s:RespondBy>||warning-answered-by"
            })
    void what_does_not_fit_is_queried_and_goes(String draft, String from, String to, String query) throws Exception {
        assertThat(outcome(draft, from, to == null ? "" : to).findings())
                .extracting(Finding::severity, Finding::code)
                .containsExactly(tuple(Finding.Severity.QUERY, "completeness." + query));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "case-allocation.xml|<s:Agency>crc-northshire|<s:Agency>northshire-police|completeness.holder-is-told",
                "case-allocation.xml|<Section id=\"holder\".*?</Section>||kind.section-missing",
                "case-allocation.xml|<Section id=\"decision\" about=\"him\"|<Section id=\"decision\" about=\"her\"|completeness.holder-of-every-case",
                "case-allocation.xml|(<Section id=\"holder\")(.*?</Section>)|$1$2<Section id=\"second\"$2|completeness.one-holder",
                "case-allocation.xml|>2.41<|>102.41<|schema.range",
                "case-allocation.xml|>ADVP<|>AVIS<|schema.code",
                "contact-record.xml|(<s:Alert>)false|$1perhaps|schema.type",
                "contact-record.xml|<s:Because>.*?</s:Because>||schema.element",
                "contact-record.xml|<Section id=\"missed\".*</Section>|<Section id=\"d\" about=\"him\" nature=\"fact\" provenance=\"verified\" recorded=\"2026-03-02T09:00:00Z\"><s:PersonDetails><s:Name><s:Family>F</s:Family></s:Name></s:PersonDetails></Section>|completeness.a-contact"
            })
    void what_leaves_nobody_in_charge_or_says_nothing_is_not_signed(String draft, String from, String to, String code) {
        assertThatThrownBy(() -> outcome(draft, from, to == null ? "" : to))
                .isInstanceOfSatisfying(
                        DisclosureRejected.class,
                        rejected -> assertThat(rejected.findings())
                                .extracting(Finding::code)
                                .contains(code));
    }

    @Test
    void who_holds_the_case_tonight_is_read_by_what_the_kind_says() throws Exception {
        Disclosure disclosure = Actors.parsed(Actors.signed("case-allocation.xml", Actors.PROBATION));
        String type = Actors.CONTEXT
                .kind(new Kind("case-allocation"))
                .orElseThrow()
                .holding()
                .orElseThrow();
        Holding holding = Actors.CONTEXT.content(section(disclosure, type), Holding.class);
        assertThat(holding.getAgency()).isEqualTo("crc-northshire");
        assertThat(holding.getTeam()).isEqualTo("supervision");
        assertThat(holding.getFrom().toString()).isEqualTo("2026-03-02T17:00:00Z");
        assertThat(Actors.CONTEXT.kind(new Kind("contact-record")).orElseThrow().holding())
                .isEmpty();
    }

    @Test
    void whatever_a_kind_names_as_its_holding_has_the_form_of_one() throws Exception {
        String schema = Files.readString(
                Path.of("src/main/resources/org/concordat/schemas/xsd").resolve("sections-case.xsd"));
        Stream<String> named = Actors.CONTEXT.kinds().stream()
                .flatMap(kind -> Actors.CONTEXT.kind(kind).orElseThrow().holding().stream());
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(type -> assertThat(schema)
                        .contains("<xs:element name=\"" + type + "\" type=\"Holding\" substitutionGroup=\"Content\">"));
    }

    @Test
    void a_score_and_a_judgement_of_risk_are_two_sections() throws Exception {
        Disclosure disclosure = Actors.parsed(Actors.signed("case-allocation.xml", Actors.PROBATION));
        ReoffendingScore score =
                Actors.CONTEXT.content(section(disclosure, "ReoffendingScore"), ReoffendingScore.class);
        assertThat(score.getPercent()).isEqualByComparingTo("2.41");
        assertThat(score.getBand().value()).isEqualTo("low");
        RiskView risk = Actors.CONTEXT.content(section(disclosure, "RiskView"), RiskView.class);
        assertThat(risk.getGroup())
                .extracting(group -> group.getAtRisk().value())
                .containsExactly("children", "public", "known-adult", "staff");
    }

    @Test
    void how_sensitive_a_contact_is_can_be_told_without_opening_it() throws Exception {
        Disclosure disclosure = Actors.parsed(Actors.signed("contact-record.xml", Actors.PROBATION));
        assertThat(section(disclosure, "SupervisionContact").label().category()).isEqualTo(Category.OFFENCE);
        Section sensitive = section(disclosure, "SensitiveContact");
        assertThat(sensitive.label().category()).isEqualTo(Category.SAFEGUARDING);
        assertThat(Actors.CONTEXT
                        .content(sensitive, ContactEntry.class)
                        .getDeleted()
                        .getBecause())
                .contains("by mistake");
    }

    private static Section section(Disclosure disclosure, String type) {
        return disclosure.sections().stream()
                .filter(section -> section.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static ValidationOutcome outcome(String draft, String from, String to) throws DisclosureRejected {
        String before = new String(Actors.draft(draft), StandardCharsets.UTF_8);
        String after = before.replaceFirst("(?s)" + from, to);
        assertThat(after).as("the change did something").isNotEqualTo(before);
        return Actors.CONTEXT
                .validator()
                .validate(Actors.parsed(SIGNER.sign(after.getBytes(StandardCharsets.UTF_8), Actors.PROBATION)));
    }
}
