package org.concordat.sandbox.story;

import static org.concordat.sandbox.northshire.Northshire.CHILDREN;
import static org.concordat.sandbox.northshire.Northshire.COUNCIL;
import static org.concordat.sandbox.northshire.Northshire.POLICE;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.story.Desk.Typed;
import tools.jackson.databind.JsonNode;

/**
 * The first story: a safeguarding check before sentence, asked and answered; a second one whose answer is missing at
 * the hearing; a disclosure that is refused, and one that was tampered with.
 */
final class FirstLight {
    private final Scene scene;
    private final Narration narration;
    private final PartnerSystem childrensSystem;
    private final Desk probation;
    private final Desk police;
    private final Desk children;
    private final Desk council;

    FirstLight(Scene scene) throws IOException {
        this.scene = scene;
        this.narration = scene.narration();
        this.childrensSystem = scene.stage().childrensSystem();
        this.probation = scene.desk(PROBATION);
        this.police = scene.desk(POLICE);
        this.children = scene.desk(CHILDREN);
        this.council = scene.desk(COUNCIL);
    }

    void tell() throws IOException, InterruptedException {
        scene.set(Scene.MORNING);
        JsonNode request = theCheckIsAsked();
        Map<String, String> reply = replyTo(request);
        theCheckArrives(request, reply);
        theAnswers(request, reply);
        silenceIsNotNothingHeld();
        refused();
        tampered();
    }

    private JsonNode theCheckIsAsked() throws IOException {
        narration.chapter("1. 09:10. A man is to be sentenced at 14:00. The probation court team asks who knows what.");
        Typed submitted = probation.submit("check-request.xml", scene.blanks(Map.of()));
        narration.check(
                "the gateway committed it for police and children's services, and signed a receipt",
                submitted.done() && submitted.json().path("deliveries").size() == 2,
                submitted.all());
        Typed again = probation.typeForJson(
                "submit", probation.file("check-request.signed.xml").toString());
        narration.check(
                "sending it again is harmless: the same receipt, nothing twice",
                again.done()
                        && again.json().path("receipt").equals(submitted.json().path("receipt")),
                again.all());
        return submitted.json();
    }

    private void theCheckArrives(JsonNode request, Map<String, String> reply) throws IOException, InterruptedException {
        narration.chapter("2. It arrives: police collect it, children's services have it pushed to their own system.");
        Typed opened = police.collect(PROBATION, reply.getOrDefault("CONVERSATION", ""), "check");
        narration.check(
                "police collected, opened and read it",
                opened.says("Harrow-Example") && opened.says("signed the whole"),
                opened.all());
        String delivery = Scene.promised(request, CHILDREN);
        boolean pushed =
                Scene.eventually(() -> childrensSystem.pushesOf(delivery).size() == 1);
        narration.check("one sealed copy was pushed to children's services", pushed, "their system has not got one");
        if (pushed) {
            LoggedRequest push = childrensSystem.pushesOf(delivery).get(0);
            narration.check(
                    "nothing in it can be read on the way",
                    !new String(push.getBody(), StandardCharsets.ISO_8859_1).contains("Harrow"),
                    "the push holds the subject's name");
            Path sealed = Files.write(children.file("check.p7m"), push.getBody());
            Typed read = children.type("open", sealed.toString());
            narration.check(
                    "children's services opened and read it with their own key",
                    read.done() && read.says("Harrow-Example"),
                    read.all());
        }
        Typed status = probation.type("status", request.path("id").asString(""));
        narration.check(
                "the court team sees that neither has answered yet", status.says("checks outstanding"), status.all());
    }

    private void theAnswers(JsonNode request, Map<String, String> reply) throws IOException {
        narration.chapter("3. 10:40. Both answer. Police hold call-outs; children's services a child protection plan.");
        scene.set(Scene.MORNING.plus(Duration.ofMinutes(90)));
        Path draft = police.draft("police-answer.xml", scene.blanks(reply));
        Typed explained = police.type("explain", draft.toString());
        narration.tell("  Before sending, police ask who would get what:");
        narration.show(explained.out());
        narration.check(
                "the explanation withholds the victim's address, with its clause in words",
                explained.done() && explained.says("address"),
                explained.all());
        narration.check(
                "police answered",
                police.submit("police-answer.xml", scene.blanks(reply)).done(),
                "no receipt");
        narration.check(
                "children's services answered",
                children.submit("children-answer.xml", scene.blanks(reply)).done(),
                "no receipt");

        String conversation = reply.getOrDefault("CONVERSATION", "");
        Typed fromPolice = probation.collect(POLICE, conversation, "answer-of-police");
        Typed fromChildren = probation.collect(CHILDREN, conversation, "answer-of-children");
        narration.tell("  The court team opens the answer of the police:");
        narration.show(fromPolice.out());
        narration.check(
                "it tells of the call-outs",
                fromPolice.says("2026-06-18") || fromPolice.says("18 June 2026"),
                fromPolice.all());
        narration.check(
                "the victim's address is withheld, and the clause says why",
                !fromPolice.says("Refuge") && fromPolice.says("Withheld from you"),
                fromPolice.all());
        String released = released();
        narration.check(
                "nothing tells that there is intelligence: not in words, not in the copy's bytes",
                !released.toLowerCase(java.util.Locale.ROOT).contains("intelligence")
                        && !released.contains("Southtown"),
                "the released copy speaks of it");
        narration.check(
                "the signature of the police still verifies, part by part",
                fromPolice.done() && fromPolice.says("northshire-police signed it"),
                fromPolice.all());
        narration.check(
                "the answer of children's services tells of the plan",
                fromChildren.says("Family Safeguarding North"),
                fromChildren.all());
        Typed status = probation.type("status", request.path("id").asString(""));
        narration.check("no check is outstanding", !status.says("checks outstanding"), status.all());
    }

    private void silenceIsNotNothingHeld() throws IOException, InterruptedException {
        narration.chapter("4. Another man, the same court. Children's services answer; police do not. It is 14:00.");
        Typed submitted = probation.submit("second-check-request.xml", scene.blanks(Map.of()));
        JsonNode request = submitted.json();
        Typed answered = children.submit("second-children-answer.xml", scene.blanks(replyTo(request)));
        narration.check("children's services looked, and hold nothing", answered.done(), answered.all());
        scene.set(Scene.HEARING.plusSeconds(1));
        boolean noticed = Scene.eventually(() -> outstanding(request).contains("northshire-police"));
        Typed mailbox = probation.type("mailbox");
        narration.tell("  The court team's mailbox:");
        narration.show(mailbox.out());
        narration.check("a signed notice says: checks outstanding: police", noticed, mailbox.all());
        Typed status = probation.type("status", request.path("id").asString(""));
        narration.check(
                "it is never told as \"nothing held\"",
                status.says("northshire-police") && status.says("No answer yet"),
                status.all());
    }

    private void refused() throws IOException {
        narration.chapter("5. Police mean to tell the council, under OMA14. That power covers neither of them.");
        JsonNode before = council.typeForJson("mailbox").json().path("deliveries");
        Path draft = police.draft("police-to-council.xml", scene.blanks(Map.of()));
        Typed explained = police.type("explain", draft.toString());
        narration.show(explained.out());
        Typed submitted = police.submit("police-to-council.xml", scene.blanks(Map.of()));
        narration.check(
                "it is refused, and the refusal names the Act in words",
                submitted.exit() == 1 && submitted.says("Offender Management Act"),
                submitted.all());
        Typed after = council.typeForJson("mailbox");
        narration.check(
                "nothing waits for the council",
                after.done() && after.json().path("deliveries").equals(before),
                after.all());
    }

    private void tampered() throws IOException {
        narration.chapter("6. Somebody changes one word of a signed disclosure on the way.");
        Path draft = probation.draft("check-request.xml", scene.blanks(Map.of()));
        probation.type(
                "sign",
                draft.toString(),
                "--force",
                "-o",
                probation.file("tampered.xml").toString());
        Path file = probation.file("tampered.xml");
        Files.writeString(file, Files.readString(file).replace("12 Sample Terrace", "21 Sample Terrace"));
        Typed submitted = probation.type("submit", file.toString());
        narration.show(submitted.err());
        narration.check(
                "it is refused: a part is not what was signed",
                !submitted.done() && submitted.says("signature.part-altered"),
                submitted.all());
    }

    private String released() throws IOException {
        String all = "";
        for (String name : List.of("answer-of-police.xml", "answer-of-children.xml")) {
            Path file = probation.file(name);
            all += Files.exists(file) ? Files.readString(file) : "not opened: intelligence";
        }
        return all;
    }

    /** What the notice about it says; empty as long as there is none. */
    private String outstanding(JsonNode request) {
        return Scene.notices(probation, "checks-outstanding", request.path("id").asString(""))
                .map(notice -> notice.path("sentence").asString(""))
                .findFirst()
                .orElse("");
    }

    private Map<String, String> replyTo(JsonNode request) {
        String id = request.path("id").asString("");
        JsonNode status = probation.typeForJson("status", id).json().path("status");
        return Map.of("REQUEST", id, "CONVERSATION", status.path("conversation").asString(""));
    }
}
