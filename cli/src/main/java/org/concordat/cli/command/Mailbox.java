package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
        if (!answer.isSuccess()) {
            throw Refusal.of(answer);
        }
        JsonNode mailbox = answer.json();
        Text text = new Text()
                .say(count(mailbox.path("deliveries").size(), "delivery", "deliveries") + ", "
                        + count(mailbox.path("notices").size(), "notice", "notices") + ".");
        mailbox.path("deliveries").forEach(delivery -> sayDelivery(text, delivery));
        List<Object> notices = new ArrayList<>();
        for (JsonNode notice : mailbox.path("notices")) {
            JsonNode said = Statement.ofGateway(caller, notice.path("jws").asString(""));
            sayNotice(text, notice, said);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("id", notice.path("id").asString(""));
            one.put("kind", notice.path("kind").asString(""));
            one.put("at", notice.path("at").asString(""));
            one.put("statement", said);
            notices.add(one);
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

    private static void sayNotice(Text text, JsonNode notice, JsonNode said) {
        text.gap().say("Notice " + notice.path("id").asString(""));
        text.row(1, "what", notice.path("kind").asString("").replace('-', ' '));
        text.row(1, "about", "your disclosure " + notice.path("disclosure").asString(""));
        text.row(1, "since", Moments.inWords(notice.path("at").asString("")));
        String sentence = said.path("sentence").asString("");
        if (!sentence.isEmpty()) {
            text.say(1, sentence);
        }
        Outstanding.say(text, said);
    }

    private static String count(int number, String one, String many) {
        return number == 1 ? "1 " + one : (number == 0 ? "No" : number) + " " + many;
    }
}
