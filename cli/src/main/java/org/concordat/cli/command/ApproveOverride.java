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
@Command(
        name = "approve",
        description = {
            "Approve an override, as its second person: somebody else than the first, who may authorise it. Look first at"
                    + " what was proposed, with 'override show ID': only that is approved.",
            "To repeat it is harmless."
        },
        footer = {
            "",
            "e.g. concordat --as nps-north-east override approve ID --proposal DIGEST --actor NPS-0012 --role senior-probation-officer",
            ""
        })
@SuppressWarnings("NullAway.Init") // the parser of the command line sets what is required
public final class ApproveOverride extends Subcommand {
    @Parameters(paramLabel = "ID", converter = Id.class, description = "the override's id, as 'propose' prints it")
    UUID id;

    @Option(
            names = "--proposal",
            paramLabel = "DIGEST",
            required = true,
            description = "what is approved, as 'override show' prints it")
    String proposal;

    @Option(
            names = "--actor",
            paramLabel = "ACTOR",
            required = true,
            description = "the second person, by the agency's own reference; never a name")
    String actor;

    @Option(names = "--role", paramLabel = "ROLE", required = true, description = "the second person's role")
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
        return Records.outcome("Override", caller.gateway().approve(id, Records.signed(caller, approved)));
    }
}
