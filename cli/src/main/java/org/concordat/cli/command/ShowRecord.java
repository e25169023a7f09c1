package org.concordat.cli.command;

import java.util.UUID;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what is on record now: of a consent that the agency recorded, or of what was proposed as an override. */
@Command(name = "show")
public final class ShowRecord extends Subcommand {
    private final String what;
    private final String below;

    @Parameters(paramLabel = "ID", converter = Id.class)
    UUID id;

    /** @param below the path of all such records */
    public ShowRecord(String what, String below) {
        this.what = what;
        this.below = below;
    }

    @Override
    public Outcome run(Globals globals) throws Stopped {
        return Records.outcome(what, globals.caller().gateway().get(below + id));
    }
}
