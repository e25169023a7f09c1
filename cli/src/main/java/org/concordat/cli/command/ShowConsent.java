package org.concordat.cli.command;

import java.util.UUID;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the state of a consent that the agency recorded. */
@Command(name = "show")
public final class ShowConsent extends Subcommand {
    @Parameters(paramLabel = "ID", converter = Id.class)
    UUID id;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        return Records.outcome("Consent", globals.caller().gateway().get("/v1/consents/" + id));
    }
}
