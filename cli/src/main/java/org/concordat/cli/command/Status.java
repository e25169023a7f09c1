package org.concordat.cli.command;

import java.util.Map;
import java.util.UUID;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.TokenRefused;
import org.concordat.cli.gateway.Unreachable;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Tells what became of a disclosure. */
@Command(
        name = "status",
        description =
                "Tell what became of a disclosure that the agency sent: who got it, who answered, who did not yet.")
@SuppressWarnings("NullAway.Init") // the parser of the command line sets what is required
public final class Status extends Subcommand {
    @Parameters(
            paramLabel = "ID",
            converter = IdConverter.class,
            description = "the disclosure's id, as 'sign' and 'submit' print it")
    UUID id;

    @Override
    Outcome perform(Globals globals) throws Stopped, Unreachable, TokenRefused {
        Answer answer = globals.caller().gateway().status(id);
        JsonNode status = Answers.json(answer, "id", "recipients", "outstanding");
        return Outcome.done(text(status), Map.of("status", status));
    }

    private static Text text(JsonNode status) {
        Text text = new Text()
                .say("Disclosure " + status.path("id").asString("") + " ("
                        + status.path("kind").asString("")
                        + "), committed on "
                        + Moments.inWords(status.path("committed").asString("")) + " for "
                        + status.path("actor").asString("") + ".");
        if (status.has("respondBy")) {
            text.row(0, "respond by", Moments.inWords(status.path("respondBy").asString("")));
        }
        text.gap();
        for (JsonNode to : status.path("recipients")) {
            text.item(0, RecipientWords.of(to) + ": " + state(to) + " " + answer(to));
        }
        for (JsonNode refused : status.path("notAsked")) {
            text.item(
                    0,
                    RecipientWords.of(refused) + ": was not asked. "
                            + refused.path("because").asString("") + " ("
                            + refused.path("code").asString("") + ")");
        }
        Outstanding.say(text, status);
        return text;
    }

    private static String state(JsonNode to) {
        String since = " since " + Moments.inWords(to.path("since").asString("")) + ".";
        String reader = to.path("readBy").asString("");
        return switch (to.path("state").asString("")) {
            case "queued" -> "waits to be collected" + since;
            case "released", "delivered" -> "was handed over; its receipt is missing" + since;
            case "received" ->
                "confirmed that it was received" + since + (reader.isEmpty() ? "" : " Read by " + reader + ".");
            case "returned" -> "less may be shared now than when it was sent; it came back to you" + since;
            default -> to.path("state").asString("") + since;
        };
    }

    private static String answer(JsonNode to) {
        return switch (to.path("answer").asString("")) {
            case "answered" ->
                "Answered, with disclosure " + to.path("answeredBy").asString("") + ".";
            case "not-yet-answered" -> "No answer yet.";
            default -> "";
        };
    }
}
