package org.concordat.schemas.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.terminology.Kind;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class KindsTest {
    private static final Path FOLDER = Path.of("src/main/resources/org/concordat/schemas/kinds");

    @TestFactory
    Stream<DynamicTest> the_file_of_a_kind_keeps_to_the_published_schema() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FOLDER.resolve("kind.schema.json")), InputFormat.JSON);
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getFileName().toString(),
                        () -> assertThat(schema.validate(Files.readString(file), InputFormat.YAML))
                                .isEmpty()));
    }

    @Test
    void every_file_of_a_kind_is_shipped_and_every_kind_has_a_file() throws IOException {
        assertThat(files().stream().map(file -> file.getFileName().toString().replace(".yaml", "")))
                .containsExactlyInAnyOrderElementsOf(
                        Actors.CONTEXT.kinds().stream().map(Kind::value).toList());
    }

    @Test
    void a_kind_and_its_answers_name_each_other() {
        for (Kind kind : Actors.CONTEXT.kinds()) {
            KindDefinition definition = Actors.CONTEXT.kind(kind).orElseThrow();
            assertThat(definition.answeredBy())
                    .allSatisfy(answer -> assertThat(
                                    Actors.CONTEXT.kind(answer).orElseThrow().answers())
                            .contains(kind));
            assertThat(definition.answers())
                    .allSatisfy(question -> assertThat(
                                    Actors.CONTEXT.kind(question).orElseThrow().answeredBy())
                            .contains(kind));
        }
    }

    @Test
    void a_list_has_room_for_every_part_that_its_kind_needs() {
        for (Kind kind : Actors.CONTEXT.kinds()) {
            KindDefinition definition = Actors.CONTEXT.kind(kind).orElseThrow();
            int needed = definition.sections().values().stream()
                    .mapToInt(KindDefinition.Occurs::min)
                    .sum();
            assertThat(definition.digestList()).isGreaterThan(needed + 2);
        }
    }

    @Test
    void a_rule_that_is_no_xpath_stops_the_start() {
        KindDefinition.Completeness broken =
                new KindDefinition.Completeness("broken", Finding.Severity.QUERY, ".", "count(", "never said");
        assertThatThrownBy(() -> new CompletenessRules(List.of(broken)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("broken");
    }

    @Test
    void a_new_kind_is_an_xsd_and_rows() throws Exception {
        Catalogue standard = Catalogue.standard();
        DisclosureContext context = DisclosureContext.of(new Catalogue(
                standard.envelope(), standard.sections(), List.of("kind-curfew-check.xsd"), List.of("curfew-check")));
        String draft = new String(Actors.draft("check-request.xml"), StandardCharsets.UTF_8)
                .replace("safeguarding-check-request", "curfew-check")
                .replaceAll(
                        "(?s)<s:CheckQuestion>.*</s:CheckQuestion>",
                        "<CurfewSuitability xmlns=\"urn:concordat:curfew-check:1\"><Suitable>no</Suitable></CurfewSuitability>");
        byte[] signed = new DisclosureSigner(context, Actors.CLOCK)
                .sign(draft.getBytes(StandardCharsets.UTF_8), Actors.PROBATION);
        Disclosure disclosure = context.parser().parse(signed);
        assertThat(disclosure.sections().get(0).type()).isEqualTo("CurfewSuitability");
        assertThat(disclosure.sections().get(0).label().category()).isEqualTo(Category.RISK);
        assertThat(context.validator().validate(disclosure).findings())
                .extracting(Finding::code)
                .containsExactly("completeness.never-suitable");
    }

    @Test
    void what_is_not_defined_has_no_definition() {
        assertThat(Actors.CONTEXT.kind(new Kind("gossip"))).isEmpty();
        assertThat(Actors.CONTEXT.kinds())
                .contains(new Kind("safeguarding-check-request"), new Kind("safeguarding-check-response"));
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }
}
