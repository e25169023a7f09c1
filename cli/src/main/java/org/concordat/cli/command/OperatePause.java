package org.concordat.cli.command;

import java.util.Map;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Hands nothing over to an agency from now on; or, with {@code --end}, again. */
@Command(name = "pause")
public final class OperatePause extends Subcommand {
    @Parameters(paramLabel = "AGENCY")
    String agency;

    @Option(names = "--end")
    boolean end;

    @Option(names = "--actor", required = true, paramLabel = "ACTOR")
    String actor;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        byte[] decided = JsonMapper.shared().writeValueAsBytes(Map.of("paused", !end, "actor", actor));
        Answers.granted(globals.caller()
                .operatedGateway()
                .send("PUT", "/v1/operation/pauses/" + agency, "application/json", decided));
        return Outcome.done(
                new Text()
                        .say(agency
                                + (end ? " is handed again what waits for it." : " is paused: what is for it waits.")),
                Map.of("agency", agency, "paused", !end, "actor", actor));
    }
}
