package org.concordat.protection.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mapping makes a partner's form of the record that it is given, and sees and says nothing else. */
class MappingTest {
    private static final String CANARY = "Quillfeather-Example";
    private static final byte[] RECORD =
            bytes("<Disclosure xmlns='urn:concordat:disclosure:1' xmlns:s='urn:concordat:section:1'>"
                    + "<Subject category='convicted'><Identifier scheme='crn'>X900001</Identifier>"
                    + "<Name><Family>" + CANARY + "</Family></Name></Subject>"
                    + "<Section recorded='2026-03-02T11:05:00Z'><s:SupervisionContact><s:Reference>1</s:Reference>"
                    + "<s:Complied>no</s:Complied></s:SupervisionContact></Section>"
                    + "<Section recorded='2026-03-03T11:05:00Z'><s:SupervisionContact><s:Reference>2</s:Reference>"
                    + "<s:Complied>yes</s:Complied></s:SupervisionContact></Section></Disclosure>");

    /** Of a stylesheet that another stylesheet runs, under settings of its own. */
    private static final String ESCAPE =
            "<xsl:value-of select=\"transform(map{'stylesheet-text': '&lt;xsl:stylesheet version=&quot;3.0&quot; "
                    + "xmlns:xsl=&quot;http://www.w3.org/1999/XSL/Transform&quot;>&lt;xsl:template name=&quot;xsl:initial-template&quot;>"
                    + "&lt;o>&lt;xsl:value-of select=&quot;unparsed-text(&amp;quot;FILE&amp;quot;)&quot;/>&lt;/o>"
                    + "&lt;/xsl:template>&lt;/xsl:stylesheet>', 'vendor-options': "
                    + "map{QName('http://saxon.sf.net/', 'configuration'): parse-xml('&lt;configuration "
                    + "xmlns=&quot;http://saxon.sf.net/ns/configuration&quot; edition=&quot;HE&quot;/>')}})?output\"/>";

    @TempDir
    private Path folder;

    @Test
    void a_stylesheet_makes_json() throws Exception {
        Mapping mapping = stylesheet(LocalFormat.JSON, """
                <xsl:output method="json"/>
                <xsl:template match="/"><xsl:sequence select="map{'crn': string(//*:Identifier[@scheme='crn'])}"/></xsl:template>
                """);
        assertThat(text(mapping)).isEqualTo("{\"crn\":\"X900001\"}");
    }

    @Test
    void a_stylesheet_makes_xml_and_text() throws Exception {
        Mapping xml = stylesheet(
                LocalFormat.XML,
                "<xsl:template match='/'><Case><Crn><xsl:value-of select='//*:Identifier'/></Crn></Case></xsl:template>");
        assertThat(LocalFormat.XML.same(xml.apply(RECORD), bytes("<Case><Crn>X900001</Crn></Case>")))
                .isTrue();
        Mapping csv = stylesheet(
                LocalFormat.CSV,
                "<xsl:output method='text'/><xsl:template match='/'>crn&#10;<xsl:value-of select='//*:Identifier'/></xsl:template>");
        assertThat(text(csv)).isEqualTo("crn\nX900001");
    }

    @Test
    void a_json_template_looks_like_what_it_makes() throws Exception {
        Mapping mapping = template("""
                {"source": "concordat", "crn": "{//d:Identifier[@scheme='crn']}", "pnc": "{//d:Identifier[@scheme='pnc']}",
                 "count": "{count(//d:Section)}", "breach": "{//s:Complied = 'no'}",
                 "contacts": [{"$each": "//s:SupervisionContact", "ref": "{s:Reference}", "on": "{../@recorded}"}],
                 "words": ["fixed", "{//d:Family}"]}
                """);
        assertThat(LocalFormat.JSON.same(mapping.apply(RECORD), bytes("""
                {"source": "concordat", "crn": "X900001", "count": 2, "breach": true,
                 "contacts": [{"ref": "1", "on": "2026-03-02T11:05:00Z"}, {"ref": "2", "on": "2026-03-03T11:05:00Z"}],
                 "words": ["fixed", "Quillfeather-Example"]}
                """)))
                .as(text(mapping))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xsl:copy-of select=\"doc('FILE')\"/>",
                "<xsl:copy-of select=\"document('FILE')\"/>",
                "<xsl:value-of select=\"unparsed-text('FILE')\"/>",
                "<xsl:value-of select=\"json-doc('FILE')\"/>",
                "<xsl:copy-of select=\"collection('FILE')\"/>",
                "<xsl:source-document href=\"FILE\"><xsl:copy-of select=\".\"/></xsl:source-document>",
                "<xsl:result-document href=\"FILE.out\">x</xsl:result-document>",
                "<xsl:evaluate xpath=\"'1'\"/>",
                "<xsl:value-of select=\"Q{java:java.lang.System}getProperty('user.home')\"/>",
                "<xsl:value-of select=\"transform(map{'stylesheet-location': 'FILE'})\"/>",
                ESCAPE,
                "<xsl:value-of select=\"function-lookup(xs:QName('fn:transform'), 1)(map{})\"/>"
            })
    void nothing_but_the_record_is_seen(String instruction) throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), "<secret>another agency's</secret>");
        assertThatThrownBy(() -> stylesheet(
                                LocalFormat.XML,
                                "<xsl:template match='/'><out>"
                                        + instruction.replace(
                                                "FILE", file.toUri().toString())
                                        + "</out></xsl:template>")
                        .apply(RECORD))
                .isInstanceOf(MappingFailed.class);
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void the_same_stylesheet_without_the_instruction_is_good() throws Exception {
        assertThat(text(stylesheet(LocalFormat.XML, "<xsl:template match='/'><out/></xsl:template>")))
                .contains("<out");
    }

    @Test
    void no_other_stylesheet_is_taken_in() throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.xslt"),
                "<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>");
        for (String way : new String[] {"include", "import"}) {
            assertThatThrownBy(() -> stylesheet(LocalFormat.XML, "<xsl:" + way + " href='" + other.toUri() + "'/>"))
                    .isInstanceOf(MappingFailed.class);
        }
    }

    @Test
    void the_environment_is_empty() throws Exception {
        Mapping mapping = stylesheet(
                LocalFormat.TXT,
                "<xsl:output method='text'/><xsl:template match='/'>"
                        + "<xsl:value-of select=\"count(available-environment-variables()), environment-variable('PATH')\"/>"
                        + "</xsl:template>");
        assertThat(text(mapping)).isEqualToIgnoringWhitespace("0");
    }

    @Test
    void what_it_would_say_of_a_record_is_said_to_nobody() throws Exception {
        Mapping mapping = stylesheet(LocalFormat.XML, """
                <xsl:template match='/'>
                  <xsl:message select="string(//*:Family)"/>
                  <xsl:sequence select="trace(//*:Family, 'seen')[2]"/>
                  <out><xsl:value-of select="xs:integer(string(//*:Family))"/></out>
                </xsl:template>
                """);
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            MappingFailed failed = catchThrowableOfType(MappingFailed.class, () -> mapping.apply(RECORD));
            assertThat(failed)
                    .hasMessageNotContaining(CANARY)
                    .hasMessageContaining("FORG0001")
                    .hasNoCause();
            assertThat(failed.line()).isGreaterThan(1);
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
    }

    @Test
    void a_template_says_nothing_either_and_runs_no_stylesheet() throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(text(template("{\"a\": \"{trace(//d:Family, 'seen')}\"}")))
                    .contains(CANARY);
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain(CANARY);
        assertThatThrownBy(() -> template("{\"a\": \"{transform(map{})?output}\"}"))
                .isInstanceOf(MappingFailed.class);
    }

    @Test
    void a_mistake_is_told_with_its_line() {
        assertThat(catchThrowableOfType(
                                MappingFailed.class,
                                () -> stylesheet(
                                        LocalFormat.XML,
                                        "<xsl:template match='/'>\n<xsl:value-of select='1 +'/></xsl:template>"))
                        .line())
                .isEqualTo(3);
        assertThat(catchThrowableOfType(MappingFailed.class, () -> template("{\n\"a\": \n}"))
                        .line())
                .isEqualTo(3);
        assertThatThrownBy(() -> template("{\"a\": \"{//d:Subject[}\"}"))
                .isInstanceOf(MappingFailed.class)
                .hasMessageContaining("//d:Subject[");
        assertThatThrownBy(() -> template("{\"a\": \"{//d:Subject\"}"))
                .isInstanceOf(MappingFailed.class)
                .hasMessageContaining("not closed");
    }

    @Test
    void an_endless_recursion_and_an_endless_outcome_end() throws Exception {
        Mapping recursion = stylesheet(
                LocalFormat.XML,
                "<xsl:template match='/'><xsl:call-template name='a'/></xsl:template>"
                        + "<xsl:template name='a'><x><xsl:call-template name='a'/></x></xsl:template>");
        assertThatThrownBy(() -> recursion.apply(RECORD)).isInstanceOf(MappingFailed.class);
        Mapping large = stylesheet(
                LocalFormat.TXT,
                "<xsl:output method='text'/><xsl:template match='/'><xsl:for-each select='1 to 30000000'>x</xsl:for-each></xsl:template>");
        assertThatThrownBy(() -> large.apply(RECORD))
                .isInstanceOf(MappingFailed.class)
                .hasMessageContaining("more than");
    }

    @Test
    void a_document_type_is_taken_neither_in_a_record_nor_in_a_stylesheet() throws Exception {
        Mapping mapping = stylesheet(LocalFormat.XML, "<xsl:template match='/'><out/></xsl:template>");
        assertThatThrownBy(() -> mapping.apply(bytes("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>")))
                .isInstanceOf(MappingFailed.class);
        assertThatThrownBy(() -> Mapping.of(
                        "m",
                        "mapping.xslt",
                        bytes("<!DOCTYPE a [<!ENTITY e 'x'>]><xsl:stylesheet version='3.0' "
                                + "xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>"),
                        LocalFormat.XML,
                        false))
                .isInstanceOf(MappingFailed.class);
    }

    private static Mapping stylesheet(LocalFormat format, String content) throws MappingFailed {
        return Mapping.of(
                "m",
                "mapping.xslt",
                bytes("<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' "
                        + "xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:map='http://www.w3.org/2005/xpath-functions/map'>\n"
                        + content + "</xsl:stylesheet>"),
                format,
                false);
    }

    private static Mapping template(String json) throws MappingFailed {
        return Mapping.of("m", "mapping.json", bytes(json), LocalFormat.JSON, false);
    }

    private static String text(Mapping mapping) throws MappingFailed {
        return new String(mapping.apply(RECORD), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
