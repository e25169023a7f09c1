package org.concordat.protection.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.concordat.schemas.identifier.Check;
import org.concordat.schemas.identifier.Scheme;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Existence;
import org.concordat.schemas.terminology.Coded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The shape of a record has its structure and none of its values. */
class ShapeTest {
    private static final Shape SHAPE = new Shape();
    private static final String OPEN =
            "<Disclosure xmlns='urn:concordat:disclosure:1' xmlns:s='urn:concordat:section:1'>";

    @Test
    void no_value_of_everything_that_the_schemas_declare_is_left() throws Exception {
        EveryValue record = new EveryValue("canary");
        assertThat(record.canaries).hasSizeGreaterThan(200);
        assertThat(shape(record.toString()))
                .doesNotContain("canary")
                .contains("DomesticAbuseCallOuts")
                .doesNotContain("Withheld");
    }

    @Test
    void records_that_differ_in_nothing_but_values_have_one_shape_byte_for_byte() throws Exception {
        EveryValue other = new EveryValue("something-of-another-length-");
        String laidOut = other.toString().replace("\n  ", "\n\n\t  ");
        assertThat(shape(laidOut)).isEqualTo(shape(new EveryValue("x").toString()));
    }

    @Test
    void what_nobody_may_be_told_of_makes_no_shape() throws Exception {
        new EveryValue("canary").sections().forEach((type, category) -> {
            boolean tell = Coded.of(Category.values(), category).existence() == Existence.TELL;
            assertThat(hasShape("<Section about='o'><s:" + type + "/></Section>"))
                    .as("%s (%s)", type, category)
                    .isEqualTo(tell);
        });
        assertThat(
                        hasShape(
                                "<Section about='o'><s:HouseholdMember/></Section><Section about='v'><s:VictimConditions/></Section>"))
                .isFalse();
    }

    @Test
    void the_sanitised_form_of_what_is_not_there_makes_no_shape() {
        assertThat(hasShape("<Section about='o' sanitisedOf='_9'><s:ThirdParty/></Section>"))
                .isFalse();
        assertThat(hasShape("<Section id='_9' about='o'><s:ThirdParty/></Section>"
                        + "<Section about='o' sanitisedOf='_9'><s:ThirdParty/></Section>"))
                .isTrue();
    }

    @Test
    void whom_no_section_is_about_and_the_meeting_and_the_senders_own_role_are_not_in_it() throws Exception {
        String victim = "<Subject id='v'><Name><Family>A</Family></Name></Subject>";
        String told = "<Section about='o'><s:HouseholdMember/></Section>";
        assertThat(shape(OPEN + "<Subject id='o'/>" + victim + told + "</Disclosure>"))
                .isEqualTo(shape(OPEN + "<Subject id='o'/>" + told + "</Disclosure>"));
        assertThat(shape(OPEN + "<Header><Meeting id='MARAC-7'/></Header></Disclosure>"))
                .isEqualTo(shape(OPEN + "<Header/></Disclosure>"));
        assertThat(shape(OPEN + "<Header><From role='canary'/></Header></Disclosure>"))
                .contains("role=\"role\"");
    }

    @Test
    void who_a_section_is_about_is_still_told() throws Exception {
        String shape =
                shape(OPEN + "<Subject id='_7'/><Subject id='_3'/><Section id='_9' about='_3'><s:ThirdParty/></Section>"
                        + "<Section about='_7' sanitisedOf='_9'><s:ThirdParty/></Section></Disclosure>");
        String part = "_00000000-0000-4000-8000-00000000000";
        assertThat(shape)
                .contains("<Section about=\"" + part + "2\" id=\"" + part + "3\">")
                .contains("<Section about=\"" + part + "1\" sanitisedOf=\"" + part + "3\">");
    }

    @Test
    void words_of_closed_lists_stay_and_texts_of_any_length_are_one_word() throws Exception {
        String shape = shape(OPEN
                + "<Subject id='o'/><Section about='o' nature='allegation'><s:RiskView><s:Group><s:Level>very-high</s:Level>"
                + "<s:Imminence>" + "x".repeat(3000) + "</s:Imminence></s:Group></s:RiskView></Section></Disclosure>");
        assertThat(shape)
                .contains("nature=\"allegation\"", ">very-high</", ">Text</")
                .hasSizeLessThan(800);
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void an_identifier_is_one_that_its_scheme_takes(Scheme scheme) throws Exception {
        String shape = shape(OPEN + "<Subject id='o'><Identifier scheme='" + scheme.code()
                + "'>Z9</Identifier></Subject><Section about='o'><s:ThirdParty/></Section></Disclosure>");
        String instead =
                shape.substring(shape.indexOf("\">", shape.indexOf("scheme=")) + 2, shape.indexOf("</Identifier>"));
        assertThat(scheme.parse(instead).check()).isIn(Check.VALID, Check.NOT_CHECKABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Header><Canary/></Header>",
                "<Header canary='yes'/>",
                "<Header xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='canary'/>",
                "<Header><Classification>canary</Classification></Header>",
                "<canary/>"
            })
    void what_no_schema_declares_has_no_shape_and_is_not_quoted(String crime) {
        assertThatThrownBy(() -> shape(OPEN + crime + "</Disclosure>"))
                .isInstanceOf(MappingFailed.class)
                .message()
                .doesNotContain("canary");
    }

    @Test
    void comments_instructions_and_names_of_prefixes_are_not_in_it() throws Exception {
        String shape =
                shape("<canary:Disclosure xmlns:canary='urn:concordat:disclosure:1'><!-- canary --><?canary canary?>"
                        + "<canary:Header xmlns:x='urn:canary'/>canary</canary:Disclosure>");
        assertThat(shape).isEqualTo("<Disclosure xmlns=\"urn:concordat:disclosure:1\"><Header/></Disclosure>");
    }

    private static boolean hasShape(String sections) {
        try {
            return shape(OPEN + "<Subject id='o'/><Subject id='v'/>" + sections + "</Disclosure>")
                    .contains("<Section");
        } catch (MappingFailed e) {
            return false;
        }
    }

    private static String shape(String record) throws MappingFailed {
        return new String(SHAPE.of(record.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
