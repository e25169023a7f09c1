package org.concordat.cli.command;

import java.util.UUID;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.receipt.AgencyStatement.Approved;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.terminology.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Approves an override, as its second person. */
@Command(name = "approve")
public final class ApproveOverride extends Subcommand {
    @Parameters(paramLabel = "ID", converter = Id.class)
    UUID id;

    @Option(names = "--proposal", paramLabel = "DIGEST", required = true)
    String proposal;

    @Option(names = "--actor", paramLabel = "ACTOR", required = true)
    String actor;

    @Option(names = "--role", paramLabel = "ROLE", required = true)
    String role;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Approved approved;
        try {
            approved = new Approved(
                    RandomIds.random(), caller.agency(), caller.clock().instant(), id, proposal, actor, new Role(role));
        } catch (IllegalArgumentException e) {
            throw new Stopped(Exit.USAGE, "approval.form", String.valueOf(e.getMessage()));
        }
        return Records.put(caller, "Override", "POST", "/v1/overrides/" + id + "/approval", approved);
    }
}
