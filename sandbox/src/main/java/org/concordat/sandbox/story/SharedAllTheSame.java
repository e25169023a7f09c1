package org.concordat.sandbox.story;

import static org.concordat.sandbox.northshire.Northshire.CHARITY;
import static org.concordat.sandbox.northshire.Northshire.CRC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.story.Desk.Typed;

/** An emergency: one person decides to share against a withdrawn consent, and a second one confirms it the next day. */
final class SharedAllTheSame {
    private static final Instant THURSDAY_NIGHT = Scene.HEARING.plus(Duration.ofMinutes(51 * 60 + 30));
    private static final Instant FRIDAY = Scene.MORNING.plus(Duration.ofDays(3));

    private final Scene scene;
    private final Narration narration;
    private final Desk company;
    private final Desk charity;
    private final PartnerSystem charitysSystem;
    private final Map<String, String> her;

    /** @param her her number at the company */
    SharedAllTheSame(Scene scene, Map<String, String> her) throws IOException {
        this.scene = scene;
        this.narration = scene.narration();
        this.company = scene.desk(CRC);
        this.charity = scene.desk(CHARITY);
        this.charitysSystem = scene.stage().charitysSystem();
        this.her = her;
    }

    void tell() throws IOException, InterruptedException {
        narration.chapter(
                "10. Thursday, 17:30. He says that he will be at her door tonight. The charity's people are with her.");
        scene.set(THURSDAY_NIGHT);
        Map<String, String> blanks = new HashMap<>(her);
        blanks.put("OVERRIDE", decided());
        theCharityKnows(blanks);
        theSecondPerson(blanks.getOrDefault("OVERRIDE", ""));
    }

    /** The id of the decision. */
    private String decided() throws IOException {
        Path draft = company.draft("override.json", her);
        Typed proposed = company.typeForJson("override", "propose", draft.toString());
        scene.done("the duty manager decides to share all the same, and says why less would not do", proposed);
        return proposed.json().path("record").path("id").asString("");
    }

    private void theCharityKnows(Map<String, String> blanks) throws IOException, InterruptedException {
        Typed submitted = company.submit("contact-all-the-same.xml", scene.blanks(blanks));
        scene.done("it goes at once, against her word of yesterday, on that decision", submitted);
        String delivery = Scene.promised(submitted.json(), CHARITY);
        boolean pushed =
                Scene.eventually(() -> charitysSystem.pushesOf(delivery).size() == 1);
        narration.check("the charity has it within seconds", pushed, "its system has not got it");
        if (pushed) {
            Path sealed = Files.write(
                    charity.file("warning.p7m"),
                    charitysSystem.pushesOf(delivery).get(0).getBody());
            Typed read = charity.type("open", sealed.toString());
            narration.showOnly(read.out(), "Sensitive contact");
            narration.check("and can read it", read.says("at her door tonight"), read.all());
        }
    }

    private void theSecondPerson(String override) throws IOException, InterruptedException {
        boolean asked = Scene.eventually(() ->
                Scene.notices(company, "override-to-be-approved", override).count() > 0);
        Typed mailbox = company.type("mailbox");
        narration.check("a notice asks for a second person, within a day", asked, mailbox.all());
        narration.tell("  Friday, 09:10. The same manager tries to confirm it himself:");
        scene.set(FRIDAY);
        Typed looked = company.typeForJson("override", "show", override);
        String proposal =
                looked.json().path("record").path("proposal").path("digest").asString("");
        Typed alone = approve(override, proposal, "C03M001");
        narration.show(alone.err());
        narration.check("one person is not two", !alone.done(), alone.all());
        narration.tell("  Another manager looks at it, and confirms just that:");
        Typed second = approve(override, proposal, "C03M002");
        narration.show(second.out());
        narration.check("the second person has confirmed it in time", second.done(), second.all());
    }

    private Typed approve(String override, String proposal, String actor) {
        String role = "crc-operations-manager";
        return company.type("override", "approve", override, "--proposal", proposal, "--actor", actor, "--role", role);
    }
}
