package org.concordat.schemas.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ParserTest {
    /** Stands for personal data: it must never come back out of a refusal. */
    private static final String CANARY = "CANARY-Zebedee";

    private static String good;

    @BeforeAll
    static void sign() throws Exception {
        good = new String(Actors.signed("check-request.xml", Actors.PROBATION), StandardCharsets.UTF_8);
    }

    @TestFactory
    Stream<DynamicTest> a_construct_that_could_make_two_readers_differ_is_refused() {
        Map<String, UnaryOperator<String>> cases = new TreeMap<>();
        cases.put("xml.dtd", d -> "<!DOCTYPE Disclosure>" + d);
        cases.put(
                "xml.dtd with entities",
                d -> "<!DOCTYPE Disclosure [<!ENTITY a \"" + CANARY + "\">]>" + d.replace("Fixture", "&a;"));
        cases.put(
                "xml.dtd that expands a billion times",
                d ->
                        "<!DOCTYPE Disclosure [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"
                                + d.replace("Fixture", "&c;"));
        cases.put("xml.dtd from elsewhere", d -> "<!DOCTYPE Disclosure SYSTEM \"http://127.0.0.1:1/x.dtd\">" + d);
        cases.put("xml.comment", d -> d.replace("Fixture", "Fix<!-- -->ture"));
        cases.put("xml.comment before the root", d -> "<!-- " + CANARY + " -->" + d);
        cases.put("xml.processing-instruction", d -> d.replace("Fixture", "Fix<?x y?>ture"));
        cases.put("xml.cdata", d -> d.replace("Fixture", "<![CDATA[Fixture]]>"));
        cases.put(
                "xml.xsi type",
                d -> d.replaceFirst(
                        "<Section ",
                        "<Section xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:type=\"x\" "));
        cases.put(
                "xml.xsi location",
                d -> d.replaceFirst(
                        "<Disclosure ",
                        "<Disclosure xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"http://127.0.0.1:1/\" "));
        cases.put("xml.declaration of version 1.1", d -> "<?xml version=\"1.1\"?>" + d);
        cases.put("xml.not-well-formed", d -> d.replace("</Header>", "</" + CANARY + ">"));
        cases.put("xml.not-well-formed by an undeclared entity", d -> d.replace("Fixture", "&" + CANARY + ";"));
        cases.put("xml.not-well-formed, cut off", d -> d.substring(0, d.length() / 2));
        cases.put("xml.not-well-formed, empty", d -> "");
        cases.put("limit.levels", d -> d.replaceFirst("<s:Hearing>", "<s:Hearing>" + "<x>".repeat(70)));
        cases.put("limit.parts", d -> d.replaceFirst("<Recipient ", "<Recipient/>".repeat(10_000) + "<Recipient "));
        cases.put("limit.attributes", d -> d.replaceFirst("<Subject ", "<Subject " + attributes(17)));
        cases.put(
                "limit.attribute-length",
                d -> d.replaceFirst("<Subject ", "<Subject x=\"" + CANARY.repeat(400) + "\" "));
        cases.put("limit.bytes", d -> d + " ".repeat(Limits.BYTES));
        return cases.entrySet().stream()
                .map(test -> DynamicTest.dynamicTest(test.getKey(), () -> {
                    String mutated = test.getValue().apply(good);
                    assertThat(mutated).as("the mutation did something").isNotEqualTo(good);
                    List<Finding> findings = findings(mutated);
                    String code = test.getKey().split("[ ,]", 2)[0];
                    assertThat(findings).extracting(Finding::code).contains(code);
                    assertThat(findings.toString()).doesNotContain(CANARY);
                }));
    }

    @Test
    void other_encodings_are_refused() {
        byte[] utf16 = ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + good).getBytes(StandardCharsets.UTF_16);
        assertThat(catchThrowableOfType(DisclosureRejected.class, () -> Actors.parsed(utf16))
                        .findings())
                .extracting(Finding::code)
                .containsExactly("xml.declaration");
    }

    @Test
    void schema_errors_are_answered_all_at_once_with_where_and_what() {
        List<Finding> findings = findings(good.replace("<Purpose>pre-sentence-assessment", "<Purpose>" + CANARY)
                .replace("<s:Plea>guilty", "<s:Plea>" + CANARY)
                .replaceFirst("<Consent state=\"not-applicable\">", "<Consent>")
                .replace("<s:Gender>male</s:Gender>", "<s:Gender>male</s:Gender><" + CANARY + "/>")
                .replace("1988-04-12</BirthDate>", "1988-02-30</BirthDate>")
                .replaceFirst("category=\"convicted\"", "category=\"" + CANARY + "\"")
                .replaceFirst("<s:At>[^<]*</s:At>", ""));
        assertThat(findings)
                .extracting(f -> f.code() + " " + f.location())
                .containsExactly(
                        "schema.form /Disclosure/Header/Purpose",
                        "schema.code /Disclosure/Subject[1]/@category",
                        "schema.type /Disclosure/Subject[1]/BirthDate",
                        "schema.attribute-missing /Disclosure/Recipient[1]/Consent",
                        "schema.element /Disclosure/Section[1]/CheckQuestion/Hearing/Report",
                        "schema.code /Disclosure/Section[1]/CheckQuestion/Offence/Plea",
                        "schema.element /Disclosure/Section[2]/PersonDetails/*");
        assertThat(findings.get(0).message())
                .endsWith("must have: 2 to 63 lower-case letters, digits and hyphens, a letter first");
        assertThat(findings.get(3).message()).endsWith(": state");
        assertThat(findings.get(4).message()).endsWith("expected here: At");
        assertThat(findings.toString()).doesNotContain(CANARY).doesNotContain("1988");
    }

    @Test
    void a_section_about_nobody_is_refused() {
        List<Finding> findings =
                findings(good.replaceFirst("about=\"_[^\"]*\"", "about=\"_00000000-0000-4000-8000-000000000000\""));
        assertThat(findings)
                .extracting(Finding::code, Finding::location)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("reference.about", "/Disclosure/Section[1]/@about"));
    }

    @Test
    void a_peek_reads_the_header_alone() throws Exception {
        String broken = good.replace(">OFFICIAL-SENSITIVE<", ">SECRET<");
        Peek peek = Actors.CONTEXT
                .parser()
                .peek(broken.substring(0, broken.indexOf("<Subject")).getBytes(StandardCharsets.UTF_8));
        assertThat(peek.classification()).isEqualTo("SECRET");
        assertThat(peek.from().value()).isEqualTo("nps-north-east");
        assertThat(peek.id())
                .isEqualTo(Actors.parsed(good.getBytes(StandardCharsets.UTF_8))
                        .header()
                        .id());
    }

    @Test
    void a_byte_order_mark_is_no_reason_to_refuse() throws Exception {
        byte[] marked = ("\ufeff" + good).getBytes(StandardCharsets.UTF_8);
        assertThat(Actors.CONTEXT.parser().peek(marked))
                .isEqualTo(Actors.CONTEXT.parser().peek(good.getBytes(StandardCharsets.UTF_8)));
        assertThat(Actors.parsed(marked).signedForm().wholeDigest())
                .isEqualTo(Actors.parsed(good.getBytes(StandardCharsets.UTF_8))
                        .signedForm()
                        .wholeDigest());
    }

    @Test
    void a_peek_at_what_is_no_disclosure_says_only_that() {
        for (String document : List.of(
                "",
                "<x/>",
                CANARY,
                "<Disclosure xmlns=\"urn:concordat:disclosure:1\"/>",
                good.replaceFirst(" id=\"_", " id=\"" + CANARY),
                good.replaceFirst("agency=\"[^\"]*\"", ""))) {
            DisclosureRejected rejected = catchThrowableOfType(
                    DisclosureRejected.class,
                    () -> Actors.CONTEXT.parser().peek(document.getBytes(StandardCharsets.UTF_8)));
            assertThat(rejected.findings()).extracting(Finding::code).containsExactly("peek.unreadable");
            assertThat(rejected.toString() + rejected.findings()).doesNotContain(CANARY);
            assertThat(rejected.getCause()).isNull();
        }
    }

    @Test
    void a_draft_is_told_that_it_was_not_signed() {
        String draft = good.replaceFirst("(<Header [^>]*?) id=\"[^\"]*\"", "$1");

        DisclosureRejected rejected = catchThrowableOfType(
                DisclosureRejected.class, () -> Actors.CONTEXT.parser().peek(draft.getBytes(StandardCharsets.UTF_8)));

        assertThat(rejected.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("peek.unsigned");
            assertThat(finding.message()).contains("not signed", "concordat sign");
        });
    }

    /** The JDK's readers print what nobody listens to: a log is no place for words of a parser. */
    @Test
    void of_bytes_that_are_no_text_nothing_is_printed() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            byte[] document = good.getBytes(StandardCharsets.UTF_8);
            for (int place : List.of(0, 1, 60, 200)) {
                byte[] broken = document.clone();
                broken[place] = (byte) 0xff;
                assertThatThrownBy(() -> Actors.CONTEXT.parser().peek(broken)).isInstanceOf(DisclosureRejected.class);
                assertThatThrownBy(() -> Actors.parsed(broken)).isInstanceOf(DisclosureRejected.class);
            }
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private static List<Finding> findings(String document) {
        DisclosureRejected rejected = catchThrowableOfType(
                DisclosureRejected.class, () -> Actors.parsed(document.getBytes(StandardCharsets.UTF_8)));
        assertThat(rejected).isNotNull();
        assertThat(rejected.getCause()).isNull();
        return rejected.findings();
    }

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append('a').append(i).append("=\"\" ");
        }
        return text.toString();
    }
}
