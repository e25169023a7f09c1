package org.concordat.sandbox.story;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.concordat.sandbox.story.Desk.Typed;
import tools.jackson.databind.JsonNode;

/** What every chapter works with: the stage, the agencies at their desks, and how it is told. */
final class Scene {
    static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");
    static final Instant HEARING = Instant.parse("2026-11-24T14:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stage stage;
    private final Narration narration;

    Scene(Stage stage, Narration narration) {
        this.stage = stage;
        this.narration = narration;
    }

    Stage stage() {
        return stage;
    }

    Narration narration() {
        return narration;
    }

    Desk desk(String agency) throws IOException {
        return new Desk(agency, stage.environment(), stage.folder());
    }

    void set(Instant now) throws IOException {
        stage.clock().set(now);
    }

    Instant now() {
        return stage.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** What is filled into a draft: the time, the hearing, and what this draft wants besides. */
    Map<String, String> blanks(Map<String, String> besides) {
        Map<String, String> blanks = new HashMap<>(besides);
        blanks.put("HEARING", HEARING.toString());
        blanks.put("NOW", now().toString());
        return blanks;
    }

    /** Lays the check's draft on its desk again, for whoever tries it when the story is told: of another hearing, to come. */
    void layForOthers() throws IOException {
        Map<String, String> blanks = blanks(Map.of());
        blanks.put("HEARING", now().plus(Duration.ofHours(5)).toString());
        desk("nps-north-east").draft("check-request.xml", blanks);
    }

    /** The delivery that its receipt promises to an agency. */
    static String promised(JsonNode submitted, String agency) {
        return submitted
                .path("deliveries")
                .valueStream()
                .filter(delivery -> delivery.path("agency").asString("").equals(agency))
                .map(delivery -> delivery.path("delivery").asString(""))
                .findFirst()
                .orElse("");
    }

    /** The conversation that a disclosure began or joined, as its sender's status tells. */
    static String conversation(Desk sender, Typed submitted) {
        return sender.typeForJson("status", submitted.json().path("id").asString(""))
                .json()
                .path("status")
                .path("conversation")
                .asString("");
    }

    /** The notices in an agency's mailbox about one thing. */
    static Stream<JsonNode> notices(Desk desk, String about, String regarding) {
        return desk.typeForJson("mailbox")
                .json()
                .path("notices")
                .valueStream()
                .filter(notice -> notice.path("about").asString("").equals(about)
                        && notice.path("regarding").asString("").equals(regarding));
    }

    /** Checks that a command was done, and says what it answered if it was not. */
    Typed done(String what, Typed typed) {
        narration.check(what, typed.done(), typed.all());
        return typed;
    }

    static boolean eventually(BooleanSupplier came) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!came.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(100);
        }
        return true;
    }
}
