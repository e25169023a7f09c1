package org.concordat.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concordat.cli.gateway.Answer;
import org.concordat.protection.bundle.Bundle;
import org.concordat.protection.bundle.SignedBundle;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.receipt.Receipt;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Bundles that are put in force on a gateway of two nodes, which nobody restarts. */
@ExtendWith(SharedStack.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivationIT {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static final String POLICE = "agencies/northshire-police.yaml";
    private static final String CHILDREN = "agencies/northshire-children.yaml";
    private static final String SAFEGUARDING = "agreements/northshire-safeguarding.yaml";

    @TempDir
    private Path folder;

    private Nodes nodes;
    private Desk probation;
    private Desk police;
    private Desk operator;

    @BeforeAll
    void two_nodes_on_one_database(SharedStack shared, @TempDir Path whole) throws Exception {
        nodes = new Nodes(shared, whole);
        probation = nodes.desk(Northshire.PROBATION, whole);
        police = nodes.desk(Northshire.POLICE, whole);
        operator = nodes.desk(Northshire.OPERATOR, whole);
    }

    @AfterAll
    void no_node_is_left() {
        nodes.close();
    }

    @Test
    void an_agency_that_a_bundle_adds_takes_part_within_seconds_on_every_node() throws Exception {
        Path draft = nodes.draft();
        Files.delete(draft.resolve(POLICE));
        alter(SAFEGUARDING, "northshire-police, ", "");
        alter(SAFEGUARDING, "(?m)^  northshire-police: .*\\R", "");
        alter(SAFEGUARDING, "(?m)^ +police: \\[.*\\R", "");
        assertThat(activated().done()).isTrue();
        follow();
        Typed unknown = police.type("mailbox");
        assertThat(unknown.done()).as(unknown.all()).isFalse();
        assertThat(unknown.says("identity.certificate-not-registered") || unknown.says("token.refused"))
                .as(unknown.all())
                .isTrue();

        nodes.draft();
        Typed activated = activated();
        assertThat(activated.done()).as(activated.all()).isTrue();
        Typed submitted = probation.submit("check-request.xml", Nodes.blanks());
        assertThat(submitted.json().path("deliveries").size())
                .as(submitted.all())
                .isEqualTo(2);
        Typed opened = police.collect(
                Northshire.PROBATION, submitted.json().path("conversation").asString(""), "request");
        assertThat(opened.done()).as(opened.all()).isTrue();
        follow();

        Typed history = operator.type("bundle", "history");
        assertThat(history.says("information-governance, safeguarding-lead"))
                .as(history.all())
                .isTrue();
        assertThat(nodes.sql("select count(*) from entry where bytes like '%\"code\":\"bundle.activated\"%'::bytea"))
                .isEqualTo(nodes.sql("select count(*) from activation"));
    }

    @Test
    void a_bad_bundle_changes_nothing_and_says_why_with_file_and_line() throws Exception {
        follow();
        JsonNode before = nodes.inForce(nodes.first);
        Path draft = nodes.draft();
        alter(POLICE, "kind: police", "kind: constabulary");
        Typed checked = operator.type("bundle", "check", draft.toString());
        assertThat(checked.says(POLICE + ":")).as(checked.all()).isTrue();

        nodes.draft();
        Bundle whole = read();
        Map<String, byte[]> files = new HashMap<>();
        for (String name : whole.names()) {
            files.put(name, whole.read(name, 1 << 20));
        }
        String text = new String(files.get(POLICE), StandardCharsets.UTF_8);
        files.put(POLICE, text.replace("kind: police", "kind: constabulary").getBytes(StandardCharsets.UTF_8));
        Answer answer = nodes.operator().activate(signed(new Bundle(files), nodes.next()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.problem()).contains("bundle.not-in-order");
        assertThat(answer.json().at("/findings/0/location").asString("")).matches(POLICE + ":[0-9]+");
        assertThat(answer.json().at("/findings/0/sentence").asString("")).contains("constabulary");
        assertThat(nodes.inForce(nodes.first)).isEqualTo(before);
        assertThat(nodes.inForce(nodes.second)).isEqualTo(before);
    }

    @Test
    void what_is_older_or_not_signed_by_two_is_not_slipped_in() throws Exception {
        nodes.draft();
        assertThat(activated().done()).isTrue();
        JsonNode before = nodes.inForce(nodes.first);
        Answer older = nodes.operator().activate(signed(read(), 1));
        assertThat(older.problem()).contains("bundle.older");
        Bundle whole = read();
        Receipt alone = nodes.northshire().signature(Northshire.APPROVERS.get(0), nodes.next(), whole.digest());
        Answer one = nodes.operator().activate(new SignedBundle(whole, List.of(alone)).pack());
        assertThat(one.problem()).contains("bundle.not-approved");
        assertThat(nodes.inForce(nodes.first)).isEqualTo(before);
    }

    @Test
    void who_is_no_operator_puts_nothing_in_force() throws Exception {
        Typed refused = probation.type("bundle", "activate", nodes.draft().toString());
        assertThat(refused.done()).isFalse();
        assertThat(refused.says("invalid_scope")).as(refused.all()).isTrue();
    }

    @Test
    void what_waits_for_agencies_that_ended_comes_back_and_is_not_delivered() throws Exception {
        nodes.draft();
        assertThat(activated().done()).isTrue();
        follow();
        nodes.partner.goDown();
        Typed submitted = probation.submit("check-request.xml", Nodes.blanks());
        assertThat(submitted.done()).as(submitted.all()).isTrue();
        String id = submitted.json().path("id").asString("");
        String deliveries = nodes.sql("select string_agg(id::text, ' ') from delivery where disclosure = '" + id + "'");

        for (String agency : List.of(POLICE, CHILDREN)) {
            alter(agency, "in-force: \\{from: ([0-9-]+)", "in-force: {from: $1, until: 2026-01-31");
        }
        Typed retired = activated();
        assertThat(retired.done()).as(retired.all()).isTrue();
        nodes.partner.comeBack();
        await("both come back").atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            Typed status = probation.typeForJson("status", id);
            assertThat(status.all()).doesNotContain("\"queued\"").contains("\"returned\"");
        });
        assertThat(nodes.sql("select string_agg(distinct state, ' ') from delivery where disclosure = '" + id + "'"))
                .isEqualTo("returned");
        assertPushedNever(deliveries);

        nodes.draft();
        assertThat(activated().done()).isTrue();
        assertThat(police.type("mailbox").done()).isTrue();
        assertThat(police.typeForJson("mailbox").all()).doesNotContain(id);
        assertPushedNever(deliveries);
    }

    /** Other tests leave deliveries for the same partner. */
    private void assertPushedNever(String deliveries) {
        assertThat(deliveries).isNotEmpty();
        for (String delivery : deliveries.split(" ", -1)) {
            assertThat(nodes.partner.pushesOf(delivery)).isEmpty();
        }
    }

    @Test
    void a_row_that_somebody_wrote_is_not_honoured_and_raises_the_alarm_on_every_node() throws Exception {
        nodes.draft();
        assertThat(activated().done()).isTrue();
        follow();
        JsonNode before = nodes.inForce(nodes.first);
        double first = nodes.forged(nodes.first);
        double second = nodes.forged(nodes.second);
        nodes.sql("insert into activation select 999, digest, approvers, packed, agency, at, mac from activation"
                + " order by number limit 1");
        await("the alarm").atMost(SECONDS).untilAsserted(() -> {
            assertThat(nodes.forged(nodes.first)).isGreaterThan(first);
            assertThat(nodes.forged(nodes.second)).isGreaterThan(second);
        });
        assertThat(nodes.inForce(nodes.first)).isEqualTo(before);
        assertThat(nodes.inForce(nodes.second)).isEqualTo(before);
        assertThat(nodes.first.isReady()).isTrue();
        assertThat(probation.submit("check-request.xml", Nodes.blanks()).done()).isTrue();
        nodes.draft();
        assertThat(activated().done()).as("it hides none that comes after").isTrue();
        follow();
        nodes.sql("delete from activation where number = 999");
        follow();

        JsonNode after = nodes.inForce(nodes.first);
        double changed = nodes.forged(nodes.second);
        String number = after.path("number").asString("");
        nodes.sql("update activation set packed = packed || '\\x00' where number = " + number);
        await("the alarm").atMost(SECONDS).until(() -> nodes.forged(nodes.second) > changed);
        assertThat(nodes.inForce(nodes.second)).isEqualTo(after);
        assertThat(nodes.sql("select count(*) from entry where bytes like '%\"kind\":\"activation\"%'::bytea"))
                .as("entered once each")
                .isEqualTo("2");
        nodes.draft();
        assertThat(activated().done()).as("the next one mends it").isTrue();
        follow();
    }

    @Test
    void an_entry_that_somebody_wrote_with_a_position_stops_no_activation_and_raises_the_alarm() throws Exception {
        nodes.draft();
        assertThat(activated().done()).isTrue();
        follow();
        JsonNode before = nodes.inForce(nodes.second);
        double entries = nodes.forged(nodes.second, "entry");
        for (int ahead : new int[] {1, 7, 1_000_000}) {
            nodes.sql("insert into entry (id, bytes, hash, mac, position) select gen_random_uuid(),"
                    + " convert_to(regexp_replace(convert_from(bytes, 'UTF8'), '\"bundle\":[^,}]*', '\"bundle\":\"998\"'), 'UTF8'),"
                    + " hash, mac, (select max(position) + " + ahead
                    + " from entry) from entry where bytes like '%\"code\":\"bundle.activated\"%'::bytea limit 1");
        }
        await("the alarm").atMost(SECONDS).until(() -> nodes.forged(nodes.second, "entry") > entries);
        assertThat(nodes.second.isReady()).isTrue();
        assertThat(nodes.inForce(nodes.second)).isEqualTo(before);
        nodes.draft();
        Typed next = activated();
        assertThat(next.done()).as(next.all()).isTrue();
        follow();
        assertThat(probation.submit("check-request.xml", Nodes.blanks()).done()).isTrue();
        nodes.sql("delete from entry where bytes like '%\"bundle\":\"998\"%'::bytea");
        follow();
    }

    /** Signed by two on their own desks, handed in by the operator. */
    private Typed activated() throws Exception {
        String draft = nodes.drafted().folder().toString();
        String number = String.valueOf(nodes.next());
        for (String approver : Northshire.APPROVERS.subList(0, 2)) {
            Typed signed = nodes.desk(approver, folder).type("bundle", "sign", draft, "--number", number);
            assertThat(signed.done()).as(signed.all()).isTrue();
        }
        return operator.type("bundle", "activate", draft);
    }

    private void follow() {
        await("the other node")
                .atMost(SECONDS)
                .untilAsserted(() -> assertThat(nodes.inForce(nodes.second)).isEqualTo(nodes.inForce(nodes.first)));
    }

    private Bundle read() throws Exception {
        return Configuration.read(nodes.drafted(), DisclosureContext.standard().kinds())
                .written()
                .bundle();
    }

    private byte[] signed(Bundle bundle, int number) throws IOException {
        List<Receipt> signatures = List.of(
                nodes.northshire().signature(Northshire.APPROVERS.get(0), number, bundle.digest()),
                nodes.northshire().signature(Northshire.APPROVERS.get(2), number, bundle.digest()));
        return new SignedBundle(bundle, signatures).pack();
    }

    private void alter(String name, String from, String to) throws IOException {
        Path file = nodes.drafted().folder().resolve(name);
        String text = Files.readString(file);
        assertThat(text.replaceAll(from, to)).isNotEqualTo(text);
        Files.writeString(file, text.replaceAll(from, to));
    }
}
