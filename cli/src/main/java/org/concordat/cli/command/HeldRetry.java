package org.concordat.cli.command;

import java.util.Map;
import java.util.UUID;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Has a held delivery tried again at once. */
@Command(name = "retry", description = "Have a held delivery tried again at once. It is decided anew at that moment.")
@SuppressWarnings("NullAway.Init") // the parser of the command line sets what is required
public final class HeldRetry extends Subcommand {
    @Parameters(paramLabel = "DELIVERY", converter = Id.class, description = "the id, as 'held list' shows it")
    UUID delivery;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Answers.granted(globals.caller().gateway().retry(delivery));
        return Outcome.done(
                new Text().say("Delivery " + delivery + " is tried again now."),
                Map.of("delivery", delivery.toString()));
    }
}
