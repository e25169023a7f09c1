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
@Command(
        name = "propose",
        description = {
            "Propose to share although somebody refused, or a restriction stands: sign FILE and put it on record.",
            "It counts once a second person approved it. In an emergency it counts at once, and no longer than a day"
                    + " unless a second person approves it by then."
        },
        footer = {
            "",
            "FILE is JSON, e.g.:",
            "  {\"reason\": \"imminent-violence\", \"emergency\": true,",
            "   \"harm\": \"who is in danger, of what, when\",",
            "   \"necessity\": \"why this has to be shared\",",
            "   \"lessWouldNotDo\": \"why less would not do\",",
            "   \"kind\": \"contact-record\", \"purpose\": \"domestic-abuse-safety\",",
            "   \"recipients\": [\"safe-haven\"],",
            "   \"subjects\": [{\"scheme\": \"crn\", \"value\": \"X900001\"}],",
            "   \"categories\": [\"identity\", \"contact\"],",
            "   \"until\": \"2026-06-08T00:00:00Z\", \"team\": \"case-management\",",
            "   \"actor\": \"NPS-4471\", \"role\": \"senior-probation-officer\"}",
            "The disclosure then names it: <Consent state=\"refused\" override=\"ID\"/>.",
            ""
        })
@SuppressWarnings("NullAway.Init") // the parser of the command line sets what is required
public final class ProposeOverride extends Subcommand {
    @Parameters(paramLabel = "FILE", description = "the decision and its reasons, as JSON")
    Path file;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Proposed proposed = Records.draft(caller, new OwnFile(file), Proposed.class, "override");
        return Records.outcome("Override", caller.gateway().propose(Records.signed(caller, proposed)));
    }
}
