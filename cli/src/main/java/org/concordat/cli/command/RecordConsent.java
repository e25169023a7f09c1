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
@Command(
        name = "record",
        description = {
            "Record what somebody said to the sharing of their data: sign FILE and put it on record.",
            "A change is the same consent with the next version. A refusal or withdrawal counts for all agencies at"
                    + " once: what waits comes back, what has left is recalled. To repeat it is harmless."
        },
        footer = {
            "",
            "FILE is JSON, e.g.:",
            "  {\"version\": 1, \"state\": \"given\",",
            "   \"subjects\": [{\"scheme\": \"crn\", \"value\": \"X900001\"}],",
            "   \"givenBy\": \"self\", \"capacity\": \"has-capacity\",",
            "   \"purposes\": [\"domestic-abuse-safety\"],",
            "   \"categories\": [\"identity\", \"contact\"],",
            "   \"recipients\": [\"safe-haven\"], \"channel\": \"written\",",
            "   \"expires\": \"2027-01-01T00:00:00Z\", \"evidence\": \"form-17\",",
            "   \"actor\": \"NPS-4471\", \"role\": \"probation-practitioner\"}",
            "With \"consent\": the id, where it has one already; else one is made.",
            ""
        })
@SuppressWarnings("NullAway.Init") // the parser of the command line sets what is required
public final class RecordConsent extends Subcommand {
    @Parameters(paramLabel = "FILE", description = "what was said, as JSON")
    Path file;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Consented consented = Records.draft(caller, new OwnFile(file), Consented.class, "consent");
        return Records.outcome(
                "Consent", caller.gateway().recordConsent(consented.consent(), Records.signed(caller, consented)));
    }
}
