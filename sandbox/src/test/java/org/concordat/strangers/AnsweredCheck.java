package org.concordat.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.concordat.sandbox.northshire.Northshire.CHILDREN;
import static org.concordat.sandbox.northshire.Northshire.POLICE;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import tools.jackson.databind.JsonNode;

/**
 * A check that was asked and that the police answered, really and through the public edges, and the files that those
 * who took part have now.
 *
 * @param answer as the police signed it, with the victim's address and the intelligence
 * @param receipt the gateway's for the answer
 * @param collected what probation collected, sealed to its elliptic key
 * @param released what {@code concordat open} wrote of it
 * @param pushed the question as it was pushed to children's services, sealed to their RSA key
 * @param read what {@code concordat open} wrote of that
 */
record AnsweredCheck(
        Desk probation, Path answer, String receipt, Path collected, Path released, Path pushed, Path read) {
    private static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");
    private static final Instant HEARING = Instant.parse("2026-11-24T14:00:00Z");

    static AnsweredCheck in(SharedStack stack, Path folder) throws Exception {
        stack.assembly().clock().set(MORNING);
        Desk probation = new Desk(PROBATION, stack.environment(), folder);
        Desk police = new Desk(POLICE, stack.environment(), folder);
        Desk children = new Desk(CHILDREN, stack.environment(), folder);
        Map<String, String> blanks = new HashMap<>(Map.of("NOW", MORNING.toString(), "HEARING", HEARING.toString()));

        JsonNode asked = done(probation.submit("check-request.xml", blanks)).json();
        String conversation = conversation(probation, asked);
        blanks.put("REQUEST", asked.path("id").stringValue());
        blanks.put("CONVERSATION", conversation);
        JsonNode answered = done(police.submit("police-answer.xml", blanks)).json();

        done(probation.collect(POLICE, conversation, "answer"));
        Path pushed = Files.write(children.file("pushed.p7m"), push(stack, delivery(asked, CHILDREN)));
        Path read = children.file("pushed.xml");
        done(children.type("open", pushed.toString(), "-o", read.toString()));
        return new AnsweredCheck(
                probation,
                police.file("police-answer.signed.xml"),
                answered.path("receipt").stringValue(),
                probation.file("answer.p7m"),
                probation.file("answer.xml"),
                pushed,
                read);
    }

    private static String conversation(Desk sender, JsonNode submitted) {
        return done(sender.typeForJson("status", submitted.path("id").stringValue()))
                .json()
                .at("/status/conversation")
                .stringValue();
    }

    private static String delivery(JsonNode submitted, String agency) {
        return submitted
                .path("deliveries")
                .valueStream()
                .filter(delivery -> delivery.path("agency").stringValue().equals(agency))
                .map(delivery -> delivery.path("delivery").stringValue())
                .findFirst()
                .orElseThrow();
    }

    private static byte[] push(SharedStack stack, String delivery) {
        return await("the push to children's services")
                .atMost(Duration.ofSeconds(30))
                .until(() -> stack.assembly().childrensServices().pushesOf(delivery), pushes -> !pushes.isEmpty())
                .get(0)
                .getBody();
    }

    private static Typed done(Typed typed) {
        assertThat(typed.exit()).as(typed.all()).isZero();
        return typed;
    }
}
