package org.concordat.sandbox.story;

import static org.concordat.sandbox.northshire.Northshire.CHARITY;
import static org.concordat.sandbox.northshire.Northshire.MONITORING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.concordat.sandbox.partner.Partners;
import org.concordat.sandbox.story.Desk.Typed;
import org.concordat.schemas.signature.RandomIds;

/** What partners' systems leave where they leave everything is picked up, decided like all else, and answered there. */
final class HandedInEverywhere {
    private static final String ADVISERS = "advisers@safe-haven.example";

    private final Scene scene;
    private final Narration narration;
    private final Partners partners;

    HandedInEverywhere(Scene scene) {
        this.scene = scene;
        this.narration = scene.narration();
        this.partners = scene.stage().partners();
    }

    void tell() throws Exception {
        narration.chapter("14. Friday night. A file, a message and an e-mail: none of these systems calls anybody.");
        byFile();
        byQueue();
        byPost();
    }

    /** The prison's system cannot sign. The gateway does, with a key for that, and the record says so. */
    private void byFile() throws IOException, InterruptedException {
        String number = reference("OMU");
        String name = number + ".csv";
        Path working = Files.writeString(
                partners.prison().file("out/" + name + ".part"),
                "\"A9001AA\",\"X900001\",\"Harrow-Example\",\"Dale\",\"1991-03-14\",\"" + number + "\",\"" + scene.now()
                        + "\",\"HN-114\",\"Sentence plan\",\"began a course\"\r\n");
        Files.move(working, partners.prison().file("out/" + name));
        Path receipt = partners.prison().file("answers/" + name + ".receipt");
        narration.check(
                "sftp: the prison leaves a line, and finds a receipt beside it",
                Scene.eventually(() -> Files.exists(receipt)),
                "there is none");
        arrives("the line", number);
        Path garbage = Files.writeString(partners.prison().file("out/" + number + "-2.csv"), "no line at all");
        Path problem = partners.prison().file("answers/" + garbage.getFileName() + ".problem");
        boolean answered = Scene.eventually(() -> Files.exists(problem));
        narration.check(
                "what is no line is answered with the reason, and lies aside: nothing is deleted",
                answered
                        && Files.readString(problem).contains("admit.draft-rejected")
                        && Scene.eventually(
                                () -> Files.exists(partners.prison().file("out/refused/" + garbage.getFileName()))),
                answered ? Files.readString(problem) : "there is no answer");
    }

    private void byQueue() throws Exception {
        String message = reference("EM");
        byte[] signed = signed(scene.desk(MONITORING), "tag-cut.xml", message);
        partners.monitoring().send(Partners.OUT, message, signed);
        narration.check(
                "jms: a message is taken in one transaction with its receipt",
                Scene.eventually(() -> answer(message).isPresent()),
                "there is no answer");
        arrives("the message", message);
    }

    private Optional<String> answer(String message) {
        try {
            return partners.monitoring().answer(Partners.ANSWERS, message);
        } catch (Exception e) {
            throw new IllegalStateException("the broker cannot be looked into", e);
        }
    }

    private void byPost() throws Exception {
        String warning = reference("SH");
        byte[] signed = signed(scene.desk(CHARITY), "adviser-warning.xml", warning);
        long before = partners.post().receipts(ADVISERS);
        partners.post().send(ADVISERS, scene.stage().northshire().sealed(signed));
        narration.check(
                "secure e-mail: a sealed attachment is taken, and its answer is sealed too",
                Scene.eventually(() -> partners.post().receipts(ADVISERS) > before),
                "there is no answer");
        arrives("the warning", warning);
    }

    private byte[] signed(Desk desk, String name, String reference) throws IOException {
        Path signed = desk.file(name + ".signed");
        Path draft = desk.draft(name, scene.blanks(Map.of("REFERENCE", reference)));
        Typed signing = desk.type("sign", draft.toString(), "--force", "-o", signed.toString());
        scene.done("it is signed by the system it comes from", signing);
        return Files.readAllBytes(signed);
    }

    /** At probation's case system, as JSON. */
    private void arrives(String what, String reference) throws InterruptedException {
        narration.check(
                what + " is in probation's case system",
                Scene.eventually(() -> partners.caseSystem().pushes().stream()
                        .anyMatch(push -> push.getBodyAsString().contains(reference))),
                "nothing with " + reference + " was pushed");
    }

    private static String reference(String prefix) {
        return prefix + "-" + RandomIds.random().toString().substring(0, 8);
    }
}
