package org.concordat.cli.command;

import java.nio.file.Path;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Records what somebody said to the sharing of their data. */
@Command(name = "record")
public final class RecordConsent extends Subcommand {
    @Parameters(paramLabel = "FILE")
    Path file;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Consented consented = Records.draft(caller, new OwnFile(file), Consented.class, "consent");
        return Records.put(caller, "Consent", "PUT", "/v1/consents/" + consented.consent(), consented);
    }
}
