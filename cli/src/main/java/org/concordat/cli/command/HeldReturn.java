package org.concordat.cli.command;

import java.util.Map;
import java.util.UUID;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Takes a held delivery back. */
@Command(name = "return")
public final class HeldReturn extends Subcommand {
    @Parameters(paramLabel = "DELIVERY", converter = Id.class)
    UUID delivery;

    @Option(names = "--actor", required = true, paramLabel = "ACTOR", converter = Reference.class)
    String actor;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        byte[] decided = JsonMapper.shared().writeValueAsBytes(Map.of("actor", actor));
        Answers.granted(
                globals.caller().gateway().post("/v1/held/" + delivery + "/return", "application/json", decided));
        return Outcome.done(
                new Text().say("Delivery " + delivery + " is back; " + actor + " decided that."),
                Map.of("delivery", delivery.toString(), "actor", actor));
    }
}
