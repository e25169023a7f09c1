package org.concordat.tamper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.hostile.Mailroom;
import org.concordat.sandbox.SharedStack;
import org.concordat.schemas.signature.RandomIds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries that were made, changed or put back by hand. */
class DeliveriesIT extends AtTheDatabase {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Mailroom mailroom;

    @BeforeEach
    void agencies_collect() {
        mailroom = new Mailroom(agencies, clock);
    }

    @AfterEach
    void nothing_is_left_waiting() throws Exception {
        for (String agency : List.of(SharedStack.PROBATION, SharedStack.POLICE)) {
            mailroom.empty(agency);
        }
    }

    @Test
    void an_inserted_delivery_is_not_handed_over() throws Exception {
        UUID genuine = check();
        UUID made = RandomIds.random();
        Alarm alarm = new Alarm(hand, "delivery");
        hand.write("create table made as select * from delivery where id = '" + genuine + "'");
        hand.write("update made set id = '" + made + "', recipient = 'northshire-council', place = 1");
        hand.write("insert into delivery select * from made");
        try {
            GatewayClient council = agencies.honest("northshire-council");
            assertThat(council.mailbox().text()).doesNotContain(made.toString());
            assertThat(council.collect(made).status()).isEqualTo(404);
            alarm.wasRaised();
        } finally {
            hand.write("drop table made");
            hand.write("delete from delivery where id = '" + made + "'");
        }
    }

    @Test
    void a_delivery_that_was_queued_by_hand_is_not_pushed() throws Exception {
        check();
        UUID made = RandomIds.random();
        Alarm alarm = new Alarm(hand, "delivery");
        hand.write("create table made as select * from delivery where recipient = 'northshire-children' limit 1");
        hand.write("update made set id = '" + made + "', place = 99999, state = 'queued', lease_until = null,"
                + " next_attempt = '2020-01-01'");
        hand.write("insert into delivery select * from made");
        try {
            await("the alarm").atMost(Duration.ofSeconds(20)).until(alarm::isRaised);
            alarm.wasRaised();
            assertThat(stack.assembly().childrensServices().pushesOf(made.toString()))
                    .isEmpty();
        } finally {
            hand.write("drop table made");
            hand.write("delete from delivery where id = '" + made + "'");
        }
    }

    @Test
    void a_payload_in_the_place_of_another_is_not_handed_over() throws Exception {
        UUID one = check();
        UUID other = check();
        Alarm alarm = new Alarm(hand, "delivery");
        String swap = "update delivery d set content = o.content from delivery o where d.id in ('" + one + "', '"
                + other + "') and o.id in ('" + one + "', '" + other + "') and o.id <> d.id";
        assertThat(hand.write(swap)).isEqualTo(2);
        GatewayClient police = agencies.honest(SharedStack.POLICE);
        assertThat(police.collect(one).status()).isEqualTo(404);
        assertThat(police.collect(other).status()).isEqualTo(404);
        alarm.wasRaised();

        hand.write(swap);
        assertThat(police.collect(one).status()).as("as it was written").isEqualTo(200);
    }

    @Test
    void a_delivery_that_was_confirmed_and_put_back_is_not_handed_over_again() throws Exception {
        UUID delivery = check();
        String before = hand.copy("delivery", delivery.toString());
        mailroom.empty(SharedStack.POLICE);
        String after = hand.copy("delivery", delivery.toString());
        Alarm alarm = new Alarm(hand, "delivery");
        hand.putBack("delivery", before);
        GatewayClient police = agencies.honest(SharedStack.POLICE);
        assertThat(police.mailbox().text()).doesNotContain(delivery.toString());
        assertThat(police.collect(delivery).status()).isEqualTo(404);
        alarm.wasRaised();
        hand.putBack("delivery", after);
    }

    /** A check of probation's that the police have not collected yet. */
    private UUID check() throws Exception {
        byte[] draft = drafts.draft("check-request").getBytes(StandardCharsets.UTF_8);
        JsonNode said =
                submitted(SharedStack.PROBATION, drafts.signed(draft, agencies.signingKey(SharedStack.PROBATION)));
        for (JsonNode each : said.path("deliveries")) {
            if (each.path("agency").asString("").equals(SharedStack.POLICE)) {
                return UUID.fromString(each.path("delivery").asString(""));
            }
        }
        throw new IllegalStateException("nothing is for the police");
    }

    private JsonNode submitted(String agency, byte[] signed) throws Exception {
        Answer answer = Mailroom.expect(201, agencies.honest(agency).submit(signed));
        String receipt = answer.json().path("receipt").asString("");
        return JSON.readTree(Base64.getUrlDecoder().decode(receipt.split("\\.", -1)[1]));
    }
}
