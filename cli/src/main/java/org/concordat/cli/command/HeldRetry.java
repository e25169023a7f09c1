package org.concordat.cli.command;

import java.util.Map;
import java.util.UUID;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has a held delivery tried again at once. */
@Command(name = "retry")
public final class HeldRetry extends Subcommand {
    @Parameters(paramLabel = "DELIVERY", converter = Id.class)
    UUID delivery;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Answers.granted(
                globals.caller().gateway().post("/v1/held/" + delivery + "/retry", "application/json", new byte[0]));
        return Outcome.done(
                new Text().say("Delivery " + delivery + " is tried again now."),
                Map.of("delivery", delivery.toString()));
    }
}
