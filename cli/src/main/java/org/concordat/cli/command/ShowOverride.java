package org.concordat.cli.command;

import java.util.UUID;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what was proposed as an override. */
@Command(
        name = "show",
        description = {
            "Show what a person of the agency proposed to share all the same, and what has become of it.",
            "Whom it is about, and what is feared, stands in the first person's file: ask them for it."
        })
@SuppressWarnings("NullAway.Init") // the parser of the command line sets what is required
public final class ShowOverride extends Subcommand {
    @Parameters(paramLabel = "ID", converter = Id.class, description = "the override's id, as 'propose' prints it")
    UUID id;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        return Records.outcome("Override", globals.caller().gateway().override(id));
    }
}
