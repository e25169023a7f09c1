package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.TokenRefused;
import org.concordat.cli.gateway.Unreachable;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Hands a signed disclosure in. */
@Command(
        name = "submit",
        description = {
            "Submit a signed disclosure, and print the gateway's receipt: who gets it, who was refused and why.",
            "To repeat it is harmless: the same receipt comes again."
        })
@SuppressWarnings("NullAway.Init") // the parser of the command line sets what is required
public final class Submit extends Subcommand {
    @Parameters(paramLabel = "FILE", description = "what 'sign' wrote")
    Path file;

    @Override
    Outcome perform(Globals globals) throws Stopped, Unreachable, TokenRefused {
        Caller caller = globals.caller();
        byte[] signed = new OwnFile(file).read();
        Answer answer = caller.gateway().submit(signed);
        if (!answer.isSuccess()) {
            throw Refusal.of(answer);
        }
        String receipt = answer.json().path("receipt").asString("");
        JsonNode said = Statement.ofGateway(caller, receipt);
        return Outcome.done(text(said, answer.status() == 200), Map.of("receipt", receipt, "statement", said));
    }

    private static Text text(JsonNode said, boolean again) {
        return new Text().say(said.toString() + again);
    }
}
