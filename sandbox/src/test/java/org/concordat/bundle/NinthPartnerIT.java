package org.concordat.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A ninth partner joins a sandbox that runs, by one file and two commands, and leaves it with a successor. */
@ExtendWith(SharedStack.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NinthPartnerIT {
    private static final String NINTH = "northshire-housing";
    private static final String SUCCESSOR = "northern-homes";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private Nodes nodes;
    private Desk probation;
    private Desk operator;
    private Path bundle;
    private Path whole;

    @BeforeAll
    void a_sandbox_that_runs(SharedStack shared, @TempDir Path folder) throws Exception {
        whole = folder;
        nodes = new Nodes(shared, folder);
        probation = nodes.desk(Northshire.PROBATION, folder);
        operator = nodes.desk(Northshire.OPERATOR, folder);
        bundle = nodes.draft();
    }

    @AfterAll
    void no_node_is_left() {
        nodes.close();
    }

    @Test
    void a_ninth_partner_joins_receives_and_is_retired_with_a_successor_that_gets_what_waited() throws Exception {
        long began = System.nanoTime();
        joins(NINTH, "Northshire Homes", "tenancies:tenancy support:housing-officer");
        Typed activated = activates();
        assertThat(activated.says(NINTH + ": made, enabled"))
                .as(activated.all())
                .isTrue();
        Desk ninth = nodes.desk(NINTH, whole);
        String first = submits();
        await("it has the disclosure").atMost(MINUTE).untilAsserted(() -> {
            Typed opened = ninth.collect(Northshire.PROBATION, first, "first");
            assertThat(ninth.file("first.xml")).as(opened.all()).exists();
        });
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(MINUTE);
        String waits = submits();
        joins(SUCCESSOR, "Northern Homes", "homes:homes:housing-officer");
        retires();
        Typed retired = activates();
        assertThat(retired.says(NINTH + ": changed, disabled"))
                .as(retired.all())
                .isTrue();
        assertThat(retired.says(SUCCESSOR + ": made, enabled"))
                .as(retired.all())
                .isTrue();
        Desk successor = nodes.desk(SUCCESSOR, whole);
        receives(successor, waits);

        Typed refused = ninth.type("mailbox");
        assertThat(refused.done()).as(refused.all()).isFalse();
        assertThat(refused.says("Keycloak gives no token")).as(refused.all()).isTrue();

        receives(successor, submits());
        await("the sender is told of both")
                .atMost(MINUTE)
                .untilAsserted(() -> assertThat(told("succeeded")).isGreaterThanOrEqualTo(2));
        assertThat(nodes.sql("select count(*) from entry where bytes like '%\"code\":\"recheck.succeeded\"%'::bytea"))
                .isEqualTo("1");
        assertThat(nodes.sql(
                        "select string_agg(distinct recipient || ' ' || state, ', ' order by recipient || ' ' || state)"
                                + " from delivery where conversation = '" + waits + "'"))
                .isEqualTo(SUCCESSOR + " received, " + NINTH + " returned");
    }

    /** The first command: its one file; its certificates came from the authority before. */
    private void joins(String agency, String name, String team) {
        Typed made = operator.type(
                "agency",
                "new",
                agency,
                "--name",
                name,
                "--kind",
                "housing-provider",
                "--team",
                team,
                "--from",
                "2026-01-01",
                "--configuration",
                bundle.toString());
        assertThat(made.done()).as(made.all()).isTrue();
    }

    /** The second command. */
    private Typed activates() {
        Typed activated = operator.type(
                "bundle",
                "activate",
                bundle.toString(),
                "--approver",
                Northshire.APPROVERS.get(0),
                "--approver",
                Northshire.APPROVERS.get(1));
        assertThat(activated.done()).as(activated.all()).isTrue();
        return activated;
    }

    private void retires() throws IOException {
        Path file = bundle.resolve("agencies").resolve(NINTH + ".yaml");
        LocalDate last = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneId.of("Europe/London"))
                .minusDays(1);
        Files.writeString(
                file,
                Files.readString(file)
                                .replace(
                                        "in-force: {from: 2026-01-01}",
                                        "in-force: {from: 2026-01-01, until: " + last + "}")
                        + "succession:\n  scheme: Northshire Homes Transfer Scheme 2026\n  made: 2026-01-01\n  teams:\n"
                        + "    - {team: tenancies, to: " + SUCCESSOR + ", as: homes}\n");
    }

    /** Probation asks the ninth partner under the national agreement; in which conversation. */
    private String submits() throws Exception {
        Path draft = probation.draft("check-request.xml", Nodes.blanks());
        String text = Files.readString(draft);
        int recipients = text.indexOf("<Recipient ");
        String asked = text.substring(0, recipients)
                + "<Recipient id=\"to-housing\" agency=\"" + NINTH + "\" team=\"tenancies\" role=\"housing-officer\">"
                + "<Consent state=\"not-applicable\"/></Recipient>\n  "
                + text.substring(text.indexOf("<Section ", recipients));
        Files.writeString(
                draft,
                asked.replace(">pre-sentence-assessment<", ">public-protection<")
                        .replace("power=\"OMA14\"", "power=\"CJA325\""));
        Path signed = probation.file("asked-" + new UUID(System.nanoTime(), 0) + ".xml");
        Typed signing = probation.type("sign", draft.toString(), "-o", signed.toString());
        assertThat(signing.done()).as(signing.all()).isTrue();
        Typed submitted = probation.typeForJson("submit", signed.toString());
        assertThat(submitted.done()).as(submitted.all()).isTrue();
        return nodes.sql("select conversation from disclosure where id = '"
                + submitted.json().path("id").asString("") + "'");
    }

    /** What was addressed to the ninth partner is sealed to its successor, which opens and confirms it. */
    private static void receives(Desk desk, String conversation) {
        await("it has what was sent in " + conversation)
                .atMost(MINUTE)
                .untilAsserted(() -> assertThat(waiting(desk, conversation)).isNotEmpty());
        String id = waiting(desk, conversation);
        String sealed = desk.file(id + ".p7m").toString();
        assertThat(desk.type("collect", id, "-o", sealed).done()).isTrue();
        Typed astray = desk.type("open", sealed);
        assertThat(astray.says("recipient.other")).as(astray.all()).isTrue();
        Typed opened = desk.type("open", sealed, "--formerly", NINTH);
        assertThat(opened.done()).as(opened.all()).isTrue();
        assertThat(desk.type("receipt", id, sealed, "--read-by", "REF-1").done())
                .isTrue();
    }

    private static String waiting(Desk desk, String conversation) {
        for (JsonNode one : desk.typeForJson("mailbox").json().path("deliveries")) {
            if (one.path("conversation").asString("").equals(conversation)) {
                return one.path("delivery").asString("");
            }
        }
        return "";
    }

    private long told(String about) {
        long told = 0;
        for (JsonNode notice : probation.typeForJson("mailbox").json().path("notices")) {
            told += notice.path("about").asString("").equals(about) ? 1 : 0;
        }
        return told;
    }
}
