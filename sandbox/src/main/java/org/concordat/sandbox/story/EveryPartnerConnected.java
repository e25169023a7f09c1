package org.concordat.sandbox.story;

import static org.concordat.sandbox.northshire.Northshire.CHARITY;
import static org.concordat.sandbox.northshire.Northshire.CHILDREN;
import static org.concordat.sandbox.northshire.Northshire.COORDINATOR;
import static org.concordat.sandbox.northshire.Northshire.CRC;
import static org.concordat.sandbox.northshire.Northshire.MONITORING;
import static org.concordat.sandbox.northshire.Northshire.OPERATOR;
import static org.concordat.sandbox.northshire.Northshire.POLICE;
import static org.concordat.sandbox.northshire.Northshire.PRISON;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import com.icegreen.greenmail.util.GreenMailUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.concordat.sandbox.northshire.Connected;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.partner.CaseworkSystem;
import org.concordat.sandbox.partner.Partners;
import org.concordat.sandbox.partner.RecordSystem;
import org.concordat.sandbox.partner.SoapCaller;
import org.concordat.sandbox.story.Desk.Typed;
import org.concordat.schemas.signature.RandomIds;

/**
 * Every partner is put on the protocol of its own system, by one file each and without a restart; what is shared goes out
 * over all of them and comes in over all of them.
 */
final class EveryPartnerConnected {
    private final Scene scene;
    private final Narration narration;
    private final Partners partners;
    private final Desk operator;

    EveryPartnerConnected(Scene scene) throws IOException {
        this.scene = scene;
        this.narration = scene.narration();
        this.partners = scene.stage().partners();
        this.operator = scene.desk(OPERATOR);
    }

    void tell() throws Exception {
        narration.chapter(
                "12. Friday, 14:00. Nobody changes a system to join: every partner is put on its own protocol, by one file.");
        scene.set(Scene.HEARING.plus(Duration.ofDays(3)));
        connected();
        narration.chapter(
                "13. A curfew is agreed. A prison, a tag's watchers, the police of the MAPPA area have to know.");
        goesOut();
        new HandedInEverywhere(scene).tell();
        broughtBack();
    }

    private void connected() throws IOException {
        long before = scene.stage().gateway().pid();
        Path bundle = operator.file("connected");
        Map<String, String> places = new HashMap<>(partners.places());
        places.put(
                "CHILDREN_PUSH_URL", scene.stage().childrensSystem().address().toString());
        Connected.write(scene.stage().northshire(), bundle, places);
        Path mapping = bundle.resolve("mappings").resolve("prison-csv");
        narration.show(scene.done(
                        "the prison's mapping makes of its sample what is expected",
                        operator.type("mapping", "test", mapping.toString()))
                .out());
        scene.done("the bundle is in order", operator.type("bundle", "check", bundle.toString()));
        narration.show(activated(bundle).out());
        narration.check(
                "the gateway that takes it is the one that ran before",
                scene.stage().gateway().pid() == before,
                "it was started again");
    }

    /** Signed by two at their own desks, handed in by the operator. */
    private Typed activated(Path bundle) throws IOException {
        int latest = operator.typeForJson("bundle", "history")
                .json()
                .at("/bundles/0/number")
                .asInt(0);
        for (String approver : Northshire.APPROVERS.subList(0, 2)) {
            Typed signed = scene.desk(approver)
                    .type("bundle", "sign", bundle.toString(), "--number", String.valueOf(latest + 1));
            narration.check(approver + " signed it", signed.done(), signed.all());
        }
        return scene.done("it is in force", operator.type("bundle", "activate", bundle.toString()));
    }

    private void goesOut() throws Exception {
        Desk probation = scene.desk(PROBATION);
        Typed submitted = scene.done(
                "probation hands in one record for all of them",
                probation.submit("curfew.xml", scene.blanks(Map.of())));
        byFile(UUID.fromString(Scene.promised(submitted.json(), PRISON)));
        byQueue(probation, submitted);
        bySoap(submitted.json().path("id").asString(""));
        Typed collected =
                scene.desk(COORDINATOR).collect(PROBATION, Scene.conversation(probation, submitted), "curfew");
        narration.check(
                "mailbox: the MAPPA unit collects and opens it", collected.says("curfew from 19:00"), collected.all());
        byPost();
        byHttps();
    }

    private void byFile(UUID delivery) throws IOException, InterruptedException {
        Path file = partners.prison().file("in/" + delivery + ".csv");
        boolean there = Scene.eventually(() -> Files.exists(file));
        String lines = there ? Files.readString(file) : "no file " + file.getFileName();
        narration.show(lines);
        narration.check(
                "sftp: the prison finds a line in its own format", lines.contains("\"A9001AA\",\"X900001\""), lines);
        Files.writeString(partners.prison().file("taken/" + delivery + ".receipt"), "");
    }

    private void byQueue(Desk probation, Typed submitted) throws Exception {
        UUID delivery = UUID.fromString(Scene.promised(submitted.json(), MONITORING));
        boolean there = Scene.eventually(() -> sealed(delivery).length > 0);
        narration.check("jms: a sealed message lies in the monitoring provider's queue", there, "there is none");
        Desk monitoring = scene.desk(MONITORING);
        Path message = Files.write(monitoring.file("curfew.p7m"), sealed(delivery));
        Typed opened = monitoring.type("open", message.toString());
        narration.check("and opens with its own key alone", opened.says("curfew from 19:00"), opened.all());
        monitoring.type("receipt", delivery.toString(), message.toString(), "--read-by", "REF-7");
        Typed status = probation.type("status", submitted.json().path("id").asString(""));
        narration.check("probation sees that they have read it", status.says("REF-7"), status.all());
    }

    private void bySoap(String id) throws InterruptedException {
        CaseworkSystem casework = partners.casework().system();
        boolean registered = Scene.eventually(() -> casework.events().stream()
                .anyMatch(event -> event.getExternalRef().equals(id)));
        narration.check(
                "soap: the company's case system has an event more, by its own contract",
                registered
                        && casework.events().stream()
                                .filter(event -> event.getExternalRef().equals(id))
                                .allMatch(event -> event.getNote().get(0).contains("curfew from 19:00")),
                casework.events().size() + " events");
    }

    private byte[] sealed(UUID delivery) {
        try {
            return partners.monitoring().message(Partners.QUEUE, delivery).orElse(new byte[0]);
        } catch (Exception e) {
            throw new IllegalStateException("the broker cannot be looked into", e);
        }
    }

    private void byPost() throws Exception {
        Desk company = scene.desk(CRC);
        String random = RandomIds.random().toString();
        Map<String, String> blanks = scene.blanks(Map.of("HER", "NS-P-" + random.substring(0, 8), "CONSENT", random));
        blanks.put("VERSION", "1");
        blanks.put("STATE", "given");
        scene.done(
                "another woman agrees that the charity calls her",
                company.type(
                        "consent",
                        "record",
                        company.draft("consent.json", blanks).toString()));
        Typed submitted = scene.done("the company tells it", company.submit("contact-to-charity.xml", blanks));
        String delivery = Scene.promised(submitted.json(), CHARITY);
        boolean told = Scene.eventually(() -> !letters(delivery).isEmpty());
        narration.check("secure e-mail: the charity is told that something waits", told, "no e-mail came");
        narration.check(
                "the e-mail says nothing of her",
                told
                        && letters(delivery).stream()
                                .noneMatch(letter -> letter.contains("Lowe") || letter.contains("Asha")),
                String.join("\n", letters(delivery)));
        Typed collected = scene.desk(CHARITY).collect(CRC, Scene.conversation(company, submitted), "call");
        narration.check("and collects it", collected.says("would like an adviser to call"), collected.all());
    }

    private List<String> letters(String delivery) {
        return Arrays.stream(partners.post().mail().getReceivedMessages())
                .map(GreenMailUtil::getWholeMessage)
                .filter(letter -> letter.contains(delivery))
                .toList();
    }

    private void byHttps() throws Exception {
        Desk company = scene.desk(CRC);
        Typed submitted = scene.done(
                "the company records that he came", company.submit("contact-record.xml", scene.blanks(Map.of())));
        String json = pushed(partners.caseSystem(), Scene.promised(submitted.json(), PROBATION));
        narration.show(json);
        narration.check(
                "rest: probation's case system gets it as its own JSON", json.contains("\"crn\":\"X900001\""), json);
        Typed asked = scene.done(
                "a check is asked", scene.desk(PROBATION).submit("check-request.xml", scene.blanks(Map.of())));
        String enquiry = pushed(scene.stage().childrensSystem(), Scene.promised(asked.json(), CHILDREN));
        narration.check(
                "rest: children's services get the enquiry as theirs",
                enquiry.contains("\"familyName\":\"Harrow-Example\""),
                enquiry);
        String id = asked.json().path("id").asString("");
        RecordSystem records = partners.records().system();
        narration.check(
                "soap with WS-Security: the record system of the police has a report",
                Scene.eventually(() -> records.reports().stream()
                        .anyMatch(report -> report.getSourceReference().equals(id))),
                records.reports().size() + " reports");
        comesInBySoap(asked);
    }

    private static String pushed(PartnerSystem system, String delivery) throws InterruptedException {
        return Scene.eventually(() -> !system.pushesOf(delivery).isEmpty())
                ? new String(system.pushesOf(delivery).get(0).getBody(), StandardCharsets.UTF_8)
                : "nothing was pushed";
    }

    /** The police answer the check from their record system. */
    private void comesInBySoap(Typed asked) throws Exception {
        Desk police = scene.desk(POLICE);
        Map<String, String> reply = new HashMap<>(scene.blanks(Map.of()));
        reply.put("REQUEST", asked.json().path("id").asString(""));
        reply.put("CONVERSATION", Scene.conversation(scene.desk(PROBATION), asked));
        Path signed = police.file("answer-by-soap.xml");
        Typed signing = police.type(
                "sign", police.draft("police-answer.xml", reply).toString(), "--force", "-o", signed.toString());
        narration.check("the record system has an answer signed", signing.done(), signing.all());
        int before = partners.caseSystem().pushes().size();
        String receipt = SoapCaller.of(
                        scene.stage().northshire(),
                        POLICE,
                        scene.stage().gateway().url().resolve("/v1/soap"))
                .submit(Files.readAllBytes(signed));
        narration.check("soap: it hands it in and gets the receipt", receipt.split("\\.", -1).length == 3, receipt);
        narration.check(
                "which probation's case system has as JSON at once",
                Scene.eventually(() -> partners.caseSystem().pushes().stream()
                        .skip(before)
                        .anyMatch(push -> push.getBodyAsString().contains("DomesticAbuseCallOuts"))),
                "nothing was pushed");
    }

    private void broughtBack() throws IOException {
        narration.tell("  What was in force before is put in force again, as a bundle of its own number:");
        activated(scene.stage().northshire().configuration());
    }
}
