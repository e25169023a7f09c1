package org.concordat.cli.command;

import java.util.Map;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands nothing over to an agency from now on; or, with {@code --end}, again. */
@Command(name = "pause")
public final class OperatePause extends Subcommand {
    @Parameters(paramLabel = "AGENCY")
    String agency;

    @Option(names = "--end")
    boolean end;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Answers.granted(globals.caller().operatedGateway().pause(agency, !end));
        return Outcome.done(
                new Text()
                        .say(agency
                                + (end ? " is handed again what waits for it." : " is paused: what is for it waits.")),
                Map.of("agency", agency, "paused", !end));
    }
}
