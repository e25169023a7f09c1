package org.concordat.cli.command;

import java.util.Map;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.schemas.terminology.AgencyId;
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

    @Option(names = "--actor", required = true, paramLabel = "ACTOR", converter = Reference.class)
    String actor;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        AgencyId named = AgencyId.find(agency).orElseThrow(() -> Stopped.of("agency.form", agency));
        byte[] decided = JsonMapper.shared().writeValueAsBytes(Map.of("paused", !end, "actor", actor));
        Answer answer = globals.caller()
                .operatedGateway()
                .send("PUT", "/v1/operation/pauses/" + named, "application/json", decided);
        if (answer.problem().filter("operation.not-there"::equals).isPresent()) {
            throw Stopped.of("pause.agency", named);
        }
        Answers.granted(answer);
        return Outcome.done(
                new Text()
                        .say(agency
                                + (end ? " is handed again what waits for it." : " is paused: what is for it waits.")),
                Map.of("agency", agency, "paused", !end, "actor", actor));
    }
}
