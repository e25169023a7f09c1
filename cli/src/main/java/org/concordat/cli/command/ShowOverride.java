package org.concordat.cli.command;

import java.util.UUID;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what was proposed as an override. */
@Command(name = "show")
public final class ShowOverride extends Subcommand {
    @Parameters(paramLabel = "ID", converter = Id.class)
    UUID id;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        return Records.outcome("Override", globals.caller().gateway().get("/v1/overrides/" + id));
    }
}
