package org.concordat.cli.command;

import java.util.Map;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/** Lists the bundles that were put in force. */
@Command(name = "history")
public final class BundleHistory extends Subcommand {
    @Override
    public Outcome run(Globals globals) throws Stopped {
        JsonNode bundles = Answers.json(globals.caller().operatedGateway().get("/v1/bundles"), "bundles")
                .path("bundles");
        Text text = new Text().say("Put in force, the latest first:");
        bundles.forEach(one -> say(text.gap(), one));
        return Outcome.done(text, Map.of("bundles", bundles));
    }

    static Text say(Text text, JsonNode bundle) {
        return text.row(0, "number", bundle.path("number").asString(""))
                .row(0, "digest", Answers.text(bundle, "digest"))
                .row(0, "approved by", Answers.joined(bundle.path("approvers")))
                .row(0, "handed in by", Answers.text(bundle, "by"))
                .row(0, "at", Moments.inWords(Answers.text(bundle, "at")));
    }
}
