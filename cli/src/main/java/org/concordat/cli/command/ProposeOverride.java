package org.concordat.cli.command;

import java.nio.file.Path;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.receipt.AgencyStatement.Proposed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Proposes to share all the same. */
@Command(name = "propose")
public final class ProposeOverride extends Subcommand {
    @Parameters(paramLabel = "FILE")
    Path file;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Proposed proposed = Records.draft(caller, new OwnFile(file), Proposed.class, "override");
        return Records.put(caller, "Override", "POST", "/v1/overrides", proposed);
    }
}
