package org.concordat.cli.command;

import java.util.Map;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Lists what could not be delivered. */
@Command(name = "list")
public final class HeldList extends Subcommand {
    @Override
    public Outcome run(Globals globals) throws Stopped {
        JsonNode held =
                Answers.json(globals.caller().gateway().get("/v1/held"), "held").path("held");
        Text text = new Text().say(held.isEmpty() ? "Nothing is held." : "Held: " + held.size() + ".");
        for (JsonNode one : held) {
            text.gap().say("Delivery " + Answers.text(one, "delivery"));
            text.row(1, "what", Answers.text(one, "kind") + ", disclosure " + Answers.text(one, "disclosure"));
            text.row(1, "to", Answers.text(one, "recipient"));
            text.row(1, "of", "team " + Answers.text(one, "team"));
            text.row(1, "since", Moments.inWords(Answers.text(one, "since")));
            text.row(1, "attempts", one.path("attempts").asString(""));
            if (one.path("mayHaveArrived").asBoolean(false)) {
                text.say(1, "It left, and nothing was heard of it: it may have arrived.");
            }
        }
        return Outcome.done(text, Map.of("held", held));
    }
}
