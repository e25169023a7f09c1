package org.concordat.cli.command;

import java.util.UUID;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the state of a consent that the agency recorded. */
@Command(name = "show", description = "Show what is on record now of a consent that the agency recorded.")
@SuppressWarnings("NullAway.Init") // the parser of the command line sets what is required
public final class ShowConsent extends Subcommand {
    @Parameters(paramLabel = "ID", converter = Id.class, description = "the consent's id, as 'record' prints it")
    UUID id;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        return Records.outcome("Consent", globals.caller().gateway().consent(id));
    }
}
