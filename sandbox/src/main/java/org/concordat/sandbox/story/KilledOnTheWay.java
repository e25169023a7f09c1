package org.concordat.sandbox.story;

import static org.concordat.sandbox.northshire.Northshire.CRC;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.concordat.sandbox.story.Desk.Typed;

/** A contact record is typed in, and the gateway dies. What had a receipt is there, and there once. */
final class KilledOnTheWay {
    private final Scene scene;
    private final Narration narration;
    private final Desk company;
    private final Desk probation;

    KilledOnTheWay(Scene scene) throws IOException {
        this.scene = scene;
        this.narration = scene.narration();
        this.company = scene.desk(CRC);
        this.probation = scene.desk(PROBATION);
    }

    void tell() throws IOException, InterruptedException {
        narration.chapter(
                "9. Thursday, 15:00. He did not come. The company records it; the gateway loses its power at once.");
        scene.set(Scene.HEARING.plus(Duration.ofHours(49)));
        Typed submitted = company.submit("contact-record.xml", scene.blanks(Map.of()));
        scene.stage().gateway().kill();
        scene.done("the receipt was there before the power went", submitted);
        String signed = company.file("contact-record.signed.xml").toString();
        Typed unreachable = company.type("submit", signed);
        narration.show(unreachable.err());
        narration.check(
                "who sends anything meanwhile is told that nobody could be reached, and has no receipt",
                !unreachable.done() && unreachable.says("cannot be reached"),
                unreachable.all());
        scene.stage().gateway().startAgain();
        narration.tell("  The gateway is up again. The company does not trust it, and sends the same once more:");
        Typed again = company.typeForJson("submit", signed);
        narration.check(
                "it answers with the very receipt of before",
                again.done()
                        && again.json().path("receipt").equals(submitted.json().path("receipt")),
                again.all());
        String conversation = Scene.conversation(company, again);
        narration.check(
                "for probation it is there exactly once",
                waiting(conversation) == 1,
                probation.type("mailbox").all());
        Typed opened = probation.collect(CRC, conversation, "contact");
        narration.check("and it can be opened and read", opened.says("did not come"), opened.all());
    }

    private long waiting(String conversation) {
        return probation
                .typeForJson("mailbox")
                .json()
                .path("deliveries")
                .valueStream()
                .filter(delivery -> delivery.path("conversation").asString("").equals(conversation))
                .count();
    }
}
