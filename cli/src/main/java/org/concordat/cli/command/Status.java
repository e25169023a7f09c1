package org.concordat.cli.command;

import java.util.Map;
import java.util.UUID;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Tells what became of a disclosure. */
@Command(name = "status")
public final class Status extends Subcommand {
    /** Said so that nobody can take silence for "nothing held". */
    static final String NOT_NOTHING = "No answer yet is not \"nothing held\".";

    @Parameters(paramLabel = "ID", converter = Id.class)
    UUID id;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Answer answer = globals.caller().gateway().status(id);
        JsonNode status = Answers.json(answer, "id", "recipients", "outstanding");
        return Outcome.done(text(status), Map.of("status", status));
    }

    private static Text text(JsonNode status) {
        Text text = new Text()
                .say("Disclosure " + Answers.text(status, "id") + " ("
                        + Answers.text(status, "kind")
                        + "), committed on "
                        + Moments.inWords(Answers.text(status, "committed")) + " for "
                        + Answers.text(status, "actor") + ".");
        if (status.has("respondBy")) {
            text.row(0, "respond by", Moments.inWords(Answers.text(status, "respondBy")));
        }
        text.gap();
        for (JsonNode to : status.path("recipients")) {
            text.item(0, Answers.recipient(to) + ": " + state(to) + " " + answer(to));
        }
        for (JsonNode refused : status.path("notAsked")) {
            String why = Answers.text(refused, "because") + " (" + Answers.text(refused, "code") + ")";
            text.item(0, Answers.recipient(refused) + ": was not asked. " + why);
        }
        String outstanding = Answers.joined(status.path("outstanding"));
        if (!outstanding.isEmpty()) {
            text.gap().say("Checks outstanding: " + outstanding + ". " + NOT_NOTHING);
        }
        return text;
    }

    private static String state(JsonNode to) {
        String moment = Moments.inWords(Answers.text(to, "since"));
        String since = " since " + moment + ".";
        String reader = Answers.text(to, "readBy");
        return switch (Answers.text(to, "state")) {
            case "queued" -> "waits to be handed over" + since;
            case "released", "delivered" -> "was handed over; its receipt is missing" + since;
            case "received" ->
                "confirmed on " + moment + " that it was received."
                        + (reader.isEmpty() ? "" : " Read by " + reader + ".");
            case "returned" -> "came back on " + moment + ": less may be shared now, or your agency took it back.";
            default -> Answers.text(to, "state") + since;
        };
    }

    private static String answer(JsonNode to) {
        return switch (Answers.text(to, "answer")) {
            case "answered" -> "Answered, with disclosure " + Answers.text(to, "answeredBy") + ".";
            case "not-yet-answered" -> "No answer yet.";
            default -> "";
        };
    }
}
