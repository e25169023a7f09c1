package org.concordat.protection.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.concordat.protection.mapping.Trial.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of two outcomes are places, never what stands there. */
class TrialTest {
    private static final byte[] SHAPE =
            "<Case><Name>Name</Name><Risk>very-high</Risk></Case>".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
            JSON | {"a": 1, "b": [{"c": "x"}]}   | {"b": [{"c": "x"}], "a": 1}         |
            JSON | {"a": "x"}                    | {"b": "x"}                          | vanishes /a, appears /b
            JSON | {"a": ["x"]}                  | {"a": ["x", "x"]}                   | more /a[]
            JSON | {"a": [{"b": 1}, {"b": 2}]}   | {"a": [{"b": 1}]}                   | fewer /a[]/b
            JSON | {"a": "canary"}               | {"a": "other"}                      | other /a
            JSON | {"a": "1"}                    | {"a": 1}                            | other /a
            JSON | [{"a": 1}, {"b": 2}]          | [{"a": 1, "b": 2}]                  | moved /
            XML  | <a><b/></a>                   | <a><b></b></a>                      |
            XML  | <a x='1'><b>1</b></a>         | <a y='1'><b>1</b></a>               | vanishes /a/@x, appears /a/@y
            XML  | <a><b>1</b><c>2</c></a>       | <a><c>2</c><b>1</b></a>             | moved /
            XML  | <a><b>1</b></a>               | <a xmlns='urn:n'><b>1</b></a>       | moved /
            XML  | <a>x<b/>y</a>                 | <a>x<b/>z</a>                       | moved /
            CSV  | A,B                           | A                                   | vanishes column 2
            CSV  | A,B                           | A,C                                 | other column 2
            TXT  | a canary                      | another                             | other text
            """)
    void two_outcomes(LocalFormat format, String today, String tomorrow, String places) throws Exception {
        assertThat(String.join(", ", Trial.otherwise(bytes(today), format, bytes(tomorrow), format)))
                .isEqualTo(places == null ? "" : places);
    }

    @Test
    void in_another_format_everything_is_otherwise() throws Exception {
        Trial trial = Trial.of(
                SHAPE, template("{\"name\": \"{string(//Name)}\"}"), sheet("<c><xsl:value-of select='//Name'/></c>"));
        assertThat(trial.answer()).isEqualTo(Answer.DIFFERENT);
        assertThat(trial.places()).containsExactly("vanishes /name", "appears /c");
    }

    @Test
    void what_fails_says_where_in_the_mapping_and_never_what_it_saw() throws Exception {
        Mapping good = sheet("<c/>");
        Mapping bad = sheet("\n<c><xsl:value-of select='error((), //Risk)'/></c>");
        assertThat(Trial.of(SHAPE, good, good)).isEqualTo(new Trial(Answer.SAME, "", List.of()));
        Trial fails = Trial.of(SHAPE, good, bad);
        assertThat(fails.answer()).isEqualTo(Answer.FAILS);
        assertThat(fails.because()).startsWith("line 2: ").doesNotContain("very-high");
        assertThat(Trial.of(SHAPE, bad, good).answer()).isEqualTo(Answer.FAILS_TODAY);
        assertThat(Trial.of(SHAPE, bad, bad).answer()).isEqualTo(Answer.FAILS_TODAY);
    }

    @Test
    void a_code_that_a_stylesheet_makes_up_is_not_told() throws Exception {
        Mapping spelling = sheet("<c><xsl:value-of select=\"error(QName('urn:x', string(//Risk)))\"/></c>");
        assertThat(Trial.of(SHAPE, sheet("<c/>"), spelling).because()).doesNotContain("very-high");
    }

    @Test
    void a_template_that_never_ends_fails_like_any_other() throws Exception {
        Mapping endless = template("{\"c\": \"{let $f := function($f) { 1 + $f($f) } return $f($f)}\"}");
        assertThat(Trial.of(SHAPE, template("{}"), endless).answer()).isEqualTo(Answer.FAILS);
    }

    @Test
    void of_several_the_gravest_is_said_and_every_place_once() {
        Trial same = new Trial(Answer.SAME, "", List.of());
        Trial one = new Trial(Answer.DIFFERENT, "", List.of("vanishes /a"));
        Trial other = new Trial(Answer.FAILS, "line 1: it fails", List.of("vanishes /a", "appears /b"));
        assertThat(same.and(one)).isEqualTo(one);
        assertThat(one.and(same)).isEqualTo(one);
        assertThat(one.and(other))
                .isEqualTo(new Trial(Answer.FAILS, "line 1: it fails", List.of("vanishes /a", "appears /b")));
        assertThat(Trial.none("why").and(same)).isEqualTo(same);
    }

    @Test
    void an_outcome_of_todays_that_is_not_what_it_is_said_to_be_is_todays_failure() throws Exception {
        Mapping text = Mapping.of(
                "m",
                "mapping.xslt",
                stylesheet("<xsl:output method='text'/><xsl:template match='/'>{</xsl:template>"),
                LocalFormat.JSON,
                false);
        assertThat(Trial.of(SHAPE, text, template("{}")).answer()).isEqualTo(Answer.FAILS_TODAY);
    }

    @Test
    void an_outcome_that_is_not_what_it_is_said_to_be_fails() throws Exception {
        Mapping text = Mapping.of(
                "m",
                "mapping.xslt",
                stylesheet("<xsl:output method='text'/><xsl:template match='/'>{canary</xsl:template>"),
                LocalFormat.JSON,
                false);
        Trial trial = Trial.of(SHAPE, template("{}"), text);
        assertThat(trial.answer()).isEqualTo(Answer.FAILS);
        assertThat(trial.because()).doesNotContain("canary");
    }

    @Test
    void no_more_than_a_hundred_places_are_told() throws Exception {
        Mapping many = sheet("<c><xsl:for-each select='1 to 1000'><xsl:element name='n{.}'/></xsl:for-each></c>");
        assertThat(Trial.of(SHAPE, sheet("<c/>"), many).places()).hasSize(100);
    }

    private static Mapping template(String text) throws MappingFailed {
        return Mapping.of("m", "mapping.json", bytes(text), LocalFormat.JSON, false);
    }

    private static Mapping sheet(String body) throws MappingFailed {
        return Mapping.of(
                "m",
                "mapping.xslt",
                stylesheet("<xsl:template match='/'>" + body + "</xsl:template>"),
                LocalFormat.XML,
                false);
    }

    private static byte[] stylesheet(String content) {
        return bytes("<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>" + content
                + "</xsl:stylesheet>");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
