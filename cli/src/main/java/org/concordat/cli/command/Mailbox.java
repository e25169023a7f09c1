package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.TokenRefused;
import org.concordat.cli.gateway.Unreachable;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Lists what waits for the agency. */
@Command(
        name = "mailbox",
        description = {
            "List what waits for the agency: deliveries that were not confirmed, and notices.",
            "Listing releases nothing. Each notice's signature by the gateway is checked."
        })
public final class Mailbox extends Subcommand {
    @Override
    Outcome perform(Globals globals) throws Stopped, Unreachable, TokenRefused {
        Caller caller = globals.caller();
        Answer answer = caller.gateway().mailbox();
        JsonNode mailbox = Answers.json(answer, "deliveries", "notices");
        Text text = new Text()
                .say("Waiting: " + count(mailbox.path("deliveries").size(), "delivery", "deliveries") + ", "
                        + count(mailbox.path("notices").size(), "notice", "notices") + ".");
        mailbox.path("deliveries").forEach(delivery -> sayDelivery(text, delivery));
        List<Object> notices = new ArrayList<>();
        for (JsonNode notice : mailbox.path("notices")) {
            Statement.Notified said = notified(caller, notice.path("jws").asString(""));
            sayNotice(text, notice, said);
            notices.add(Map.of(
                    "id", notice.path("id").asString(""),
                    "about", said.about(),
                    "disclosure", said.disclosure().toString(),
                    "at", said.at().toString(),
                    "sentence", said.sentence()));
        }
        return Outcome.done(text, Map.of("deliveries", mailbox.path("deliveries"), "notices", notices));
    }

    private static void sayDelivery(Text text, JsonNode delivery) {
        text.gap().say("Delivery " + delivery.path("delivery").asString(""));
        text.row(1, "what", delivery.path("kind").asString(""));
        text.row(1, "from", delivery.path("from").asString(""));
        text.row(
                1,
                "for",
                "team " + delivery.path("team").asString("") + ", "
                        + delivery.path("role").asString(""));
        text.row(1, "since", Moments.inWords(delivery.path("committed").asString("")));
        if (delivery.has("respondBy")) {
            text.row(1, "respond by", Moments.inWords(delivery.path("respondBy").asString("")));
        }
        text.row(1, "conversation", delivery.path("conversation").asString(""));
        text.row(
                1,
                "state",
                delivery.path("handedOver").asBoolean(false)
                        ? "collected; its receipt is missing"
                        : "waits to be collected");
    }

    private static Statement.Notified notified(Caller caller, String jws) throws Stopped {
        try {
            return GatewayWord.verifier(caller).notified(new Receipt(jws));
        } catch (StatementRefused e) {
            throw GatewayWord.broken("a notice in the mailbox", e);
        }
    }

    private static void sayNotice(Text text, JsonNode notice, Statement.Notified said) {
        text.gap().say("Notice " + notice.path("id").asString(""));
        text.row(1, "what", said.about().replace('-', ' '));
        text.row(1, "about", "your disclosure " + said.disclosure());
        text.row(1, "since", Moments.inWords(said.at()));
        text.say(1, said.sentence());
        if (said.about().equals("checks-outstanding")) {
            text.say(1, Outstanding.NOT_NOTHING);
        }
    }

    private static String count(int number, String one, String many) {
        return number == 1 ? "1 " + one : (number == 0 ? "no" : number) + " " + many;
    }
}
