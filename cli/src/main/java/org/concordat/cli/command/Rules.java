package org.concordat.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands on rules. */
@Command(name = "rules", description = "Agencies and agreements: check them.", subcommands = RulesCheck.class)
public final class Rules {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    boolean help;
}
