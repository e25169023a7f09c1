package org.concordat.sandbox.story;

import static org.concordat.sandbox.northshire.Northshire.CRC;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.concordat.sandbox.story.Desk.Typed;

/** After sentence the case goes to the company that supervises him: what is known goes with it, where she lives does not. */
final class CaseAllocated {
    private final Scene scene;
    private final Narration narration;
    private final Desk probation;
    private final Desk company;
    private final Map<String, String> her;

    /** @param her her number at the company */
    CaseAllocated(Scene scene, Map<String, String> her) throws IOException {
        this.scene = scene;
        this.narration = scene.narration();
        this.probation = scene.desk(PROBATION);
        this.company = scene.desk(CRC);
        this.her = her;
    }

    void tell() throws IOException {
        narration.chapter(
                "7. 16:20. He is sentenced. The case goes to the company that will supervise him from tonight.");
        scene.set(Scene.HEARING.plus(Duration.ofMinutes(140)));
        Map<String, String> blanks = scene.blanks(her);
        blanks.put("TONIGHT", Scene.HEARING.plus(Duration.ofHours(3)).toString());
        blanks.put("ACCEPT_BY", Scene.HEARING.plus(Duration.ofHours(20)).toString());
        Path draft = probation.draft("case-allocation.xml", blanks);
        Typed explained = probation.type("explain", draft.toString());
        narration.tell("  The court team put everything in. Before it goes, they ask what the company would get:");
        narration.show(explained.out());
        narration.check(
                "where she lives would be withheld, and the reason is one that can be read out",
                explained.done() && explained.says("victim's address would be withheld"),
                explained.all());
        Typed submitted = scene.done("the case is handed over", probation.submit("case-allocation.xml", blanks));
        String conversation = Scene.conversation(probation, submitted);
        Typed opened = company.collect(PROBATION, conversation, "case");
        narration.tell("  The company's supervision team opens it:");
        narration.showOnly(opened.out(), "Case holder", "Reoffending score", "Risk view", "Withheld from you");
        narration.check(
                "it tells who holds the case tonight, and the number to call",
                opened.says("01632 960139") && opened.says("supervision"),
                opened.all());
        narration.check(
                "the risk went with it: a level for each group, and the score apart from them",
                opened.says("known-adult") && opened.says("2.87"),
                opened.all());
        Path released = company.file("case.xml");
        narration.check(
                "the victim's address did not: not in words, not in the copy's bytes",
                opened.says("Withheld from you")
                        && Files.exists(released)
                        && !Files.readString(released).contains("Southtown"),
                opened.all());
        Typed status = probation.type("status", submitted.json().path("id").asString(""));
        narration.check(
                "the court team sees that it was opened and read, and by whom", status.says("REF-1"), status.all());
    }
}
