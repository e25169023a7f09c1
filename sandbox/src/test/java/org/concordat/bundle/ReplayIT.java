package org.concordat.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.concordat.strangers.Canary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Before a mapping is put in force, an operator has it tried on what was delivered of late, and learns where it would come to
 * something else, but not a word of what anybody was sent.
 */
@ExtendWith(SharedStack.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayIT {
    private static final String CHILDREN = Northshire.CHILDREN;
    /** In the request that is delivered. */
    private static final List<String> CANARIES =
            List.of("Harrow-Example", "X900001", "1991-03-14", "12 Sample Terrace", "ZZ99", "Northshire Magistrates");

    private static final String TODAY = """
            {"family": "{(//d:Family)[1]}", "born": "{(//d:BirthDate)[1]}", "lines": [{"$each": "//s:Line", "is": "{string(.)}"}]}
            """;

    private Nodes nodes;
    private Path whole;
    private Desk operator;
    private String delivered;

    @BeforeAll
    void a_request_was_delivered_that_the_gateway_maps(SharedStack shared, @TempDir Path folder) throws Exception {
        whole = folder;
        nodes = new Nodes(shared, folder);
        operator = nodes.desk(Northshire.OPERATOR, folder);
        Path certificates = nodes.northshire().certificates();
        Files.copy(
                certificates.resolve(CHILDREN).resolve("encryption.p12"),
                Files.createDirectories(certificates.resolve("gateway/custody")).resolve(CHILDREN + ".p12"),
                StandardCopyOption.REPLACE_EXISTING);
        Typed activated = operator.type("bundle", "activate", signed(TODAY).toString());
        assertThat(activated.done()).as(activated.all()).isTrue();
        Typed submitted = nodes.desk(Northshire.PROBATION, folder).submit("check-request.xml", Nodes.blanks());
        assertThat(submitted.done()).as(submitted.all()).isTrue();
        await("it is delivered")
                .atMost(Duration.ofMinutes(1))
                .until(() -> nodes.sql("select count(*) from delivery where state in ('delivered', 'received')")
                        .equals("1"));
        delivered = deliveries();
        assertThat(delivered).contains(CHILDREN);
    }

    @AfterAll
    void no_node_is_left() {
        nodes.close();
    }

    @Test
    void what_would_be_lost_is_told_by_its_place_and_nothing_is_changed() throws Exception {
        JsonNode before = nodes.inForce(nodes.first);
        Typed replayed =
                replay(signed(TODAY.replace("\"family\"", "\"surname\"").replace("//d:BirthDate", "//d:Family")));
        assertThat(replayed.exit()).as(replayed.all()).isEqualTo(1);
        assertThat(replayed.says("northshire-children, safeguarding-check-request"))
                .as(replayed.all())
                .isTrue();
        assertThat(replayed.out().lines().map(String::strip))
                .contains("- vanishes /family", "- appears /surname", "- other /born");
        saysNothing(replayed);
        assertThat(nodes.inForce(nodes.first)).isEqualTo(before);
        assertThat(deliveries()).isEqualTo(delivered);
        assertThat(nodes.sql("select convert_from(bytes, 'UTF8') from entry"
                        + " where bytes like '%\"code\":\"mapping.replayed\"%'::bytea limit 1"))
                .contains(
                        "\"verb\":\"CONSULTED\"", "\"actor\":\"OPS-7\"", "\"agency\":\"" + Northshire.OPERATOR + "\"");
    }

    @Test
    void what_says_the_same_is_the_same_and_ends_well() throws Exception {
        Typed replayed = replay(signed(TODAY.replace(", \"born\"", ",\n\n \"born\"")));
        assertThat(replayed.exit()).as(replayed.all()).isZero();
        assertThat(replayed.says("answer: same")).as(replayed.all()).isTrue();
        saysNothing(replayed);
    }

    @Test
    void what_would_fail_is_told_with_its_line() throws Exception {
        // of its sample, which has no line of an address, it makes what is expected
        Typed replayed = replay(signed(TODAY.replace("{string(.)}", "{xs:integer(string(.))}")));
        assertThat(replayed.exit()).as(replayed.all()).isEqualTo(1);
        assertThat(replayed.says("answer: fails: line 1: an expression came to nothing"))
                .as(replayed.all())
                .isTrue();
        saysNothing(replayed);
    }

    @Test
    void what_two_approvers_did_not_sign_is_not_tried() throws Exception {
        Path bundle = signed(TODAY.replace("family", "surname"));
        Path mapping = bundle.resolve("mappings/case/mapping.json");
        Files.writeString(mapping, TODAY.replace("family", "surname") + "\n");
        Typed replayed = replay(bundle);
        assertThat(replayed.says("bundle.not-approved")).as(replayed.all()).isTrue();
        saysNothing(replayed);
    }

    @Test
    void who_is_no_operator_has_nothing_tried() throws Exception {
        Typed refused = nodes.desk(CHILDREN, whole)
                .type("operate", "replay", signed(TODAY).toString(), "--actor", "NC-1");
        assertThat(refused.done()).isFalse();
        assertThat(refused.says("invalid_scope")).as(refused.all()).isTrue();
    }

    private Typed replay(Path bundle) {
        return operator.type("operate", "replay", bundle.toString(), "--actor", "OPS-7");
    }

    /** Not in the answer, and by now not in a log either. */
    private void saysNothing(Typed replayed) throws IOException {
        for (String word : CANARIES) {
            assertThat(replayed.all()).doesNotContain(word);
        }
        try (Stream<Path> files = Files.walk(Path.of("target", "bundle"))) {
            for (Path log :
                    files.filter(file -> file.toString().endsWith(".log")).toList()) {
                byte[] bytes = Files.readAllBytes(log);
                assertThat(CANARIES).noneMatch(word -> Canary.of(word).isIn(bytes));
            }
        }
    }

    private String deliveries() throws Exception {
        return nodes.sql("select string_agg(recipient || ' ' || id || ' ' || decision, ', ' order by id) from delivery")
                + nodes.sql("select count(*) from entry where bytes like '%\"verb\":\"DISCLOSED\"%'::bytea");
    }

    /** The bundle in which the gateway maps like this for children's services, signed by two under the next number. */
    private Path signed(String mapping) throws Exception {
        Path draft = nodes.draft();
        Path file = draft.resolve("agencies").resolve(CHILDREN + ".yaml");
        Files.writeString(file, Files.readString(file) + "custody: gateway\nmapping: case\n");
        Path folder = Files.createDirectories(draft.resolve("mappings/case"));
        Files.writeString(folder.resolve("mapping.json"), mapping);
        Files.writeString(folder.resolve("sample.xml"), "<Disclosure xmlns='urn:concordat:disclosure:1'/>");
        Files.writeString(folder.resolve("expected.json"), "{\"lines\": []}");
        String number = String.valueOf(operator.typeForJson("bundle", "history")
                        .json()
                        .at("/bundles/0/number")
                        .asInt(0)
                + 1);
        for (String approver : Northshire.APPROVERS.subList(0, 2)) {
            Typed signed = nodes.desk(approver, whole).type("bundle", "sign", draft.toString(), "--number", number);
            assertThat(signed.done()).as(signed.all()).isTrue();
        }
        return draft;
    }
}
