package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.receipt.Statement;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Lists what waits for the agency. */
@Command(name = "mailbox")
public final class Mailbox extends Subcommand {
    /** What notices are about, where it is no disclosure. */
    private static final Map<String, String> REGARDED = Map.of(
            "recalled", "delivery",
            "override-to-be-approved", "override",
            "override-lapsed", "override",
            "certificate-ends", "certificate");

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Answer answer = caller.gateway().mailbox();
        JsonNode mailbox = Answers.json(answer, "deliveries", "notices");
        Text text = new Text()
                .say("Waiting: " + count(mailbox.path("deliveries").size(), "delivery", "deliveries") + ", "
                        + count(mailbox.path("notices").size(), "notice", "notices") + ".");
        mailbox.path("deliveries").forEach(delivery -> sayDelivery(text, delivery));
        List<Object> notices = new ArrayList<>();
        for (JsonNode notice : mailbox.path("notices")) {
            Statement.Notified said = caller.said("the notice", Answers.text(notice, "jws"), Statement.Notified.class);
            sayNotice(text, notice, said);
            notices.add(Map.of(
                    "id", Answers.text(notice, "id"),
                    "about", said.about(),
                    "regarding", said.regarding().toString(),
                    "at", said.at().toString(),
                    "sentence", said.sentence()));
        }
        boolean agreed = Answers.agreed(caller, Answers.text(mailbox, "checkpoint"));
        return Outcome.done(
                Answers.sayAgreed(text, agreed), Map.of("deliveries", mailbox.path("deliveries"), "notices", notices));
    }

    private static void sayDelivery(Text text, JsonNode delivery) {
        text.gap().say("Delivery " + Answers.text(delivery, "delivery"));
        text.row(1, "what", Answers.text(delivery, "kind"));
        text.row(1, "from", Answers.text(delivery, "from"));
        text.row(1, "for", "team " + Answers.text(delivery, "team") + ", " + Answers.text(delivery, "role"));
        text.row(1, "since", Moments.inWords(Answers.text(delivery, "committed")));
        if (delivery.has("respondBy")) {
            text.row(1, "respond by", Moments.inWords(Answers.text(delivery, "respondBy")));
        }
        text.row(1, "conversation", Answers.text(delivery, "conversation"));
        text.row(
                1,
                "state",
                delivery.path("handedOver").asBoolean(false)
                        ? "collected; its receipt is missing"
                        : "waits to be collected");
    }

    private static void sayNotice(Text text, JsonNode notice, Statement.Notified said) {
        text.gap().say("Notice " + Answers.text(notice, "id"));
        text.row(1, "what", said.about().replace('-', ' '));
        text.row(1, "regarding", REGARDED.getOrDefault(said.about(), "your disclosure") + " " + said.regarding());
        text.row(1, "for", "team " + said.team() + " (" + said.desk().replace('-', ' ') + ")");
        text.row(1, "since", Moments.inWords(said.at()));
        said.until().ifPresent(until -> text.row(1, "by", Moments.inWords(until)));
        text.say(1, said.sentence());
        if (said.about().equals("checks-outstanding")) {
            text.say(1, Status.NOT_NOTHING);
        }
    }

    private static String count(int number, String one, String many) {
        return number == 1 ? "1 " + one : (number == 0 ? "no" : number) + " " + many;
    }
}
