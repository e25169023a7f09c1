package org.concordat.schemas.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.xml.XmlReaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

class LabelsTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/org/concordat/schemas/xsd");

    @Test
    void every_section_type_of_every_schema_has_a_category() throws Exception {
        List<String> types = new ArrayList<>();
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            for (Path file : files.toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    NodeList elements = XmlReaders.dom()
                            .parse(in)
                            .getElementsByTagNameNS("http://www.w3.org/2001/XMLSchema", "element");
                    for (int i = 0; i < elements.getLength(); i++) {
                        Element element = (Element) elements.item(i);
                        if (element.hasAttribute("substitutionGroup")) {
                            types.add(element.getAttribute("name"));
                        }
                    }
                }
            }
        }
        assertThat(types).hasSizeGreaterThanOrEqualTo(13);
        assertThat(Actors.CONTEXT.labels().types()).containsExactlyInAnyOrderElementsOf(types);
    }

    @ParameterizedTest
    @CsvSource({
        "CheckQuestion, offence",
        "CheckOutcome, safeguarding",
        "PersonDetails, identity",
        "HouseholdMember, third-party",
        "ThirdParty, third-party",
        "OtherAddress, location-other",
        "OffenderAddress, location-offender",
        "VictimAddress, location-victim",
        "DomesticAbuseCallOuts, safeguarding",
        "Intelligence, intelligence",
        "ChildStatus, child",
        "RiskView, risk",
        "ReferrerDetails, referrer",
        "CaseHolder, staff",
        "AllocationDecision, risk",
        "ReoffendingScore, risk",
        "SentencePassed, offence",
        "Requirements, offence",
        "Registrations, risk",
        "MappaStatus, risk",
        "OutstandingChecks, safeguarding",
        "RecordedGaps, risk",
        "AccessRestriction, limited-access",
        "EqualityNeeds, equality",
        "StaffWarnings, staff",
        "MaracFlag, marac",
        "VictimConditions, victim-contact",
        "SupervisionContact, offence",
        "SensitiveContact, safeguarding",
        "VisorContact, visor",
        "ContactDetails, contact"
    })
    void a_section_type_has_the_category_that_lawyers_agreed_on(String type, String category) {
        assertThat(Actors.CONTEXT.labels().category(type)).contains(Coded.of(Category.values(), category));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<xs:annotation><xs:appinfo><category xmlns='urn:concordat:label:1'>harmless</category></xs:appinfo></xs:annotation>",
                "<xs:annotation><xs:appinfo><category>child</category></xs:appinfo></xs:annotation>",
                "<xs:annotation><xs:appinfo><category xmlns='urn:concordat:label:1'>child</category>"
                        + "<category xmlns='urn:concordat:label:1'>risk</category></xs:appinfo></xs:annotation>"
            })
    void a_type_without_exactly_one_known_category_is_refused(String annotation) throws Exception {
        Document schema =
                schema("<xs:element name='Novel' substitutionGroup='Content'>" + annotation + "</xs:element>");
        assertThatThrownBy(() -> Labels.of(List.of(schema)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Novel");
    }

    @Test
    void a_type_that_is_declared_twice_is_refused() throws Exception {
        String type = "<xs:element name='Novel' substitutionGroup='s:Content'><xs:annotation><xs:appinfo>"
                + "<category xmlns='urn:concordat:label:1'>child</category></xs:appinfo></xs:annotation></xs:element>";
        assertThat(Labels.of(List.of(schema(type))).category("Novel")).contains(Category.CHILD);
        Document one = schema(type);
        Document other = schema(type);
        assertThatThrownBy(() -> Labels.of(List.of(one, other))).isInstanceOf(IllegalStateException.class);
    }

    private static Document schema(String content) throws SAXException, IOException {
        String text = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>" + content + "</xs:schema>";
        return XmlReaders.dom().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
