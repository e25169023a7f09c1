package org.concordat.sandbox.story;

import static org.concordat.sandbox.northshire.Northshire.CHARITY;
import static org.concordat.sandbox.northshire.Northshire.CRC;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.story.Desk.Typed;
import tools.jackson.databind.JsonNode;

/** She agrees, the charity is out of reach, she takes it back: what waited comes back, and the charity learns nothing. */
final class ConsentWithdrawn {
    private static final Instant WEDNESDAY = Scene.MORNING.plus(Duration.ofMinutes(24 * 60 + 50));
    /** In which anything that was still to come would have come: the queue is looked at every second. */
    private static final Duration WHILE = Duration.ofSeconds(4);

    private final Scene scene;
    private final Narration narration;
    private final Desk company;
    private final Desk charity;
    private final PartnerSystem charitysSystem;
    private final Map<String, String> her;

    /** @param her her number at the company, and the id of her consent */
    ConsentWithdrawn(Scene scene, Map<String, String> her) throws IOException {
        this.scene = scene;
        this.narration = scene.narration();
        this.company = scene.desk(CRC);
        this.charity = scene.desk(CHARITY);
        this.charitysSystem = scene.stage().charitysSystem();
        this.her = her;
    }

    void tell() throws IOException, InterruptedException {
        narration.chapter("8. Wednesday, 10:00. She agrees that a charity calls her. The charity's system is down.");
        scene.set(WEDNESDAY);
        JsonNode before = charity.typeForJson("mailbox").json();
        int heard = charitysSystem.requests();
        charitysSystem.goDown();
        narration.show(scene.done("what she said is on record, signed", record("1", "given"))
                .out());
        Typed submitted = scene.done(
                "the company tells the charity, and the gateway takes it: her consent covers it",
                company.submit("contact-to-charity.xml", scene.blanks(her)));
        String id = submitted.json().path("id").asString("");
        Typed waiting = company.type("status", id);
        narration.show(waiting.out());
        narration.check(
                "it waits, because nobody can be reached there",
                waiting.says("waits to be handed over"),
                waiting.all());

        narration.tell("  11:30. She calls again: she has changed her mind.");
        scene.set(WEDNESDAY.plus(Duration.ofMinutes(90)));
        narration.show(
                scene.done("that is on record too", record("2", "withdrawn")).out());
        boolean told = Scene.eventually(() -> returned(id) == 2);
        Typed mailbox = company.type("mailbox");
        narration.tell("  The company's mailbox:");
        narration.showOnly(mailbox.out(), "Notice");
        narration.check(
                "the team that sent it and the data protection officer are told that it came back, and why",
                told
                        && mailbox.says("team partner-safety (team)")
                        && mailbox.says("team information-rights (data protection)")
                        && mailbox.says("rests on consent"),
                mailbox.all());

        narration.tell("  13:00. The charity's system is back.");
        charitysSystem.comeBack();
        scene.set(WEDNESDAY.plus(Duration.ofHours(3)));
        Thread.sleep(WHILE.toMillis());
        narration.check(
                "nobody has called there: not once since it went down",
                charitysSystem.requests() == heard,
                (charitysSystem.requests() - heard) + " calls came");
        JsonNode after = charity.typeForJson("mailbox").json();
        narration.check(
                "its mailbox holds what it held before: no disclosure, no notice, no gap in any number",
                after.path("deliveries").equals(before.path("deliveries"))
                        && after.path("notices").equals(before.path("notices")),
                after.toString());
    }

    /** Puts on record what she said. */
    private Typed record(String version, String state) throws IOException {
        Map<String, String> blanks = scene.blanks(her);
        blanks.put("VERSION", version);
        blanks.put("STATE", state);
        Path said = company.draft("consent.json", blanks);
        return company.type("consent", "record", said.toString());
    }

    /** How many notices say that it came back. */
    private long returned(String disclosure) {
        return Scene.notices(company, "returned", disclosure).count();
    }
}
