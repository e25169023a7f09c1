package org.concordat.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands on certificates. */
@Command(
        name = "certs",
        description = "Certificates: make samples, show what there is.",
        subcommands = {CertsMake.class, CertsShow.class})
public final class Certs {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    boolean help;
}
