package org.concordat.schemas.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.concordat.schemas.signature.DisclosureSigner;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidatorTest {
    private static final DisclosureSigner SIGNER = new DisclosureSigner(Actors.CONTEXT, Actors.CLOCK);

    @ParameterizedTest
    @CsvSource({"2012/0345678X, identifier.bad-check", "2012-345678, identifier.bad-format"})
    void a_bad_identifier_flags_and_never_blocks(String identifier, String code) throws Exception {
        byte[] signed = SIGNER.sign(
                changed("check-request.xml", d -> d.replace("2012/0345678U", identifier)), Actors.PROBATION);
        ValidationOutcome outcome = Actors.CONTEXT.validator().validate(Actors.parsed(signed));
        assertThat(outcome.isAcceptable()).isTrue();
        assertThat(outcome.findings()).hasSize(1);
        Finding finding = outcome.findings().get(0);
        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.severity()).isEqualTo(Finding.Severity.QUERY);
        assertThat(finding.location()).isEqualTo("/Disclosure/Subject[1]/Identifier");
        assertThat(finding.toString()).doesNotContain(identifier);
    }

    @TestFactory
    Stream<DynamicTest> an_incomplete_draft_is_queried_and_goes() {
        Map<String, UnaryOperator<String>> cases = new TreeMap<>();
        cases.put("check-request.xml respond-by-given /Disclosure", d -> d.replaceFirst("<Urgency .*/>", ""));
        cases.put(
                "check-request.xml respond-by-before-hearing /Disclosure",
                d -> d.replace("respondBy=\"2026-03-02T14:00:00Z\"", "respondBy=\"2026-03-02T14:00:01.5Z\""));
        cases.put(
                "check-request.xml respond-by-to-come /Disclosure",
                d -> d.replace("respondBy=\"2026-03-02T14:00:00Z\"", "respondBy=\"2026-03-02T09:14:59Z\""));
        cases.put(
                "check-request.xml subject-identifiable /Disclosure/Subject[1]",
                d -> d.replaceAll("<Identifier .*</Identifier>", "").replaceFirst("<BirthDate>.*</BirthDate>", ""));
        cases.put(
                "check-request.xml person-details-for-the-subject /Disclosure",
                d -> d.replace("<Section id=\"details\" about=\"defendant\"", "<Section id=\"details\" about=\"x\"")
                        .replace(
                                "<Recipient agency=\"northshire-police\"",
                                "<Subject id=\"x\" category=\"other\"><Name><Family>Other</Family></Name></Subject><Recipient agency=\"northshire-police\""));
        cases.put(
                "police-response.xml call-outs-with-outcome-held /Disclosure/Section[2]",
                d -> d.replace("s:Held>", "s:NothingHeld>"));
        cases.put(
                "police-response.xml intelligence-conditions /Disclosure/Section[4]/Intelligence",
                d -> d.replaceFirst("<s:HandlingConditions>.*</s:HandlingConditions>", ""));
        cases.put(
                "children-response.xml risk-is-a-judgement /Disclosure/Section[3]",
                d -> d.replace("nature=\"assessment\"", "nature=\"fact\""));
        cases.put(
                "children-response.xml protection-plan-team /Disclosure/Section[2]/ChildStatus",
                d -> d.replaceFirst("(?s)<s:AllocatedTeam>.*</s:AllocatedTeam>", ""));
        return cases.entrySet().stream()
                .map(test -> DynamicTest.dynamicTest(test.getKey(), () -> {
                    String[] name = test.getKey().split(" ", -1);
                    byte[] signed = SIGNER.sign(changed(name[0], test.getValue()), Actors.POLICE);
                    assertThat(Actors.CONTEXT
                                    .validator()
                                    .validate(Actors.parsed(signed))
                                    .findings())
                            .extracting(Finding::severity, Finding::code, Finding::location)
                            .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                    Finding.Severity.QUERY, "completeness." + name[1], name[2]));
                }));
    }

    /** Form is never a reason: who asks late is told so, and asks. */
    @Test
    void a_hearing_that_has_begun_is_queried_and_goes() throws Exception {
        byte[] late = changed("check-request.xml", d -> d.replace("<s:At>2026-03-02", "<s:At>2026-03-01"));
        assertThat(Actors.CONTEXT
                        .validator()
                        .validate(Actors.parsed(SIGNER.sign(late, Actors.POLICE)))
                        .findings())
                .extracting(Finding::severity, Finding::code)
                .contains(org.assertj.core.groups.Tuple.tuple(Finding.Severity.QUERY, "completeness.hearing-to-come"));
    }

    @TestFactory
    Stream<DynamicTest> a_draft_that_its_kind_does_not_allow_is_not_signed() {
        Map<String, UnaryOperator<String>> cases = new TreeMap<>();
        cases.put("check-request.xml kind.unknown", d -> d.replace("safeguarding-check-request", "gossip"));
        cases.put("check-request.xml kind.version", d -> d.replace("version=\"1\">", "version=\"2\">"));
        cases.put("check-request.xml kind.section", d -> d.replace("s:OtherAddress", "s:VictimAddress"));
        cases.put(
                "check-request.xml kind.section-missing",
                d -> d.replaceFirst("(?s)<Section id=\"question\".*?</Section>", ""));
        cases.put(
                "check-request.xml kind.section-count",
                d -> d.replaceFirst(
                        "(?s)(<Section id=\"address\".*?</Section>)",
                        Stream.of("a", "b", "c", "d", "e")
                                .map(
                                        id -> "$1"
                                                .replace(
                                                        "$1",
                                                        "<Section id=\"" + id
                                                                + "\" about=\"defendant\" nature=\"fact\" provenance=\"verified\" recorded=\"2026-03-02T09:10:00Z\"><s:OtherAddress><s:Line>1 Example Terrace</s:Line></s:OtherAddress></Section>"))
                                .reduce("", String::concat)));
        cases.put(
                "check-request.xml kind.parts",
                d -> d.replaceFirst("(?s)(<Recipient .*?</Recipient>)", "$1".repeat(40)));
        cases.put("police-response.xml completeness.in-reply-to", d -> d.replaceFirst(" inReplyTo=\"[^\"]*\"", ""));
        cases.put(
                "police-response.xml completeness.intelligence-is-intelligence",
                d -> d.replace("nature=\"intelligence\"", "nature=\"fact\""));
        cases.put(
                "police-response.xml completeness.intelligence-neither-confirmed-nor-denied",
                d -> d.replace(
                        "<s:Register>domestic-abuse-call-outs</s:Register>",
                        "<s:Register>domestic-abuse-call-outs</s:Register><s:Register>police-intelligence</s:Register>"));
        cases.put(
                "check-request.xml kind.reply",
                d -> d.replaceFirst(
                        "(?=<Purpose>)",
                        "<Conversation id=\"5f0c3a52-8f6e-4a0b-9d55-0c3c52a9f001\""
                                + " inReplyTo=\"0195563a-7c00-7000-8000-000000000001\"/>"));
        cases.put("check-request.xml recipient.twice", d -> d.replaceFirst("(?s)(<Recipient .*?</Recipient>)", "$1$1"));
        cases.put("check-request.xml draft.reference", d -> d.replace("about=\"defendant\"", "about=\"nobody\""));
        cases.put("check-request.xml draft.id", d -> d.replace("id=\"address\"", "id=\"details\""));
        cases.put(
                "check-request.xml draft.signed",
                d -> d.replace("</Disclosure>", "<x:x xmlns:x=\"urn:x\"/></Disclosure>"));
        cases.put(
                "check-request.xml schema.root",
                d -> d.replace("urn:concordat:disclosure:1", "urn:concordat:disclosure:2"));
        cases.put("check-request.xml schema.form", d -> d.replace("actor=\"NPS-4471\"", "actor=\"Ms Jo Bloggs\""));
        cases.put("check-request.xml xml.not-well-formed", d -> d.replace("</Disclosure>", ""));
        return cases.entrySet().stream()
                .map(test -> DynamicTest.dynamicTest(test.getKey(), () -> {
                    String[] name = test.getKey().split(" ", -1);
                    byte[] draft = changed(name[0], test.getValue());
                    DisclosureRejected rejected =
                            catchThrowableOfType(DisclosureRejected.class, () -> SIGNER.sign(draft, Actors.POLICE));
                    assertThat(rejected).isNotNull();
                    assertThat(rejected.findings()).extracting(Finding::code).contains(name[1]);
                }));
    }

    @Test
    void the_list_has_the_size_of_its_kind_whatever_is_in_the_disclosure() throws Exception {
        for (String draft : List.of("police-response.xml", "children-response.xml")) {
            assertThat(Actors.parsed(Actors.signed(draft, Actors.POLICE))
                            .signedForm()
                            .listed())
                    .hasSize(64);
        }
    }

    @Test
    void the_typed_content_of_a_section_is_there_for_who_asks() throws Exception {
        Disclosure disclosure = Actors.parsed(Actors.signed("police-response.xml", Actors.POLICE));
        Section callOuts = disclosure.sections().get(1);
        assertThat(callOuts.type()).isEqualTo("DomesticAbuseCallOuts");
        var content = Actors.CONTEXT.content(callOuts, org.concordat.schemas.model.DomesticAbuseCallOuts.class);
        assertThat(content.getCallOut()).hasSize(2);
        assertThat(content.getCallOut().get(0).getIncident().value()).isEqualTo("threats");
        var address = Actors.CONTEXT.content(disclosure.sections().get(2), org.concordat.schemas.model.Address.class);
        assertThat(address.getPostcode()).isEqualTo("ZZ99 4WZ");
        assertThat(disclosure.sections().get(2).label().subject().code()).isEqualTo("victim");
    }

    private static byte[] changed(String draft, UnaryOperator<String> change) {
        String before = new String(Actors.draft(draft), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).as("the change did something").isNotEqualTo(before);
        return after.getBytes(StandardCharsets.UTF_8);
    }
}
