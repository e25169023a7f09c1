package org.concordat.cli.command;

import org.concordat.cli.gateway.TokenRefused;
import org.concordat.cli.gateway.Unreachable;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import picocli.CommandLine.Option;

/** One command: its options, and what it does. */
public abstract class Subcommand {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "this text")
    boolean help;

    /** Does it. What goes wrong on the wire ends in the same words for every command. */
    public final Outcome run(Globals globals) throws Stopped {
        try {
            return perform(globals);
        } catch (TokenRefused e) {
            throw e.status() >= 500
                    ? new Stopped(Exit.UNAVAILABLE, "token.unavailable", String.valueOf(e.getMessage()))
                    : new Stopped(Exit.REFUSED, "token.refused", String.valueOf(e.getMessage()));
        } catch (Unreachable e) {
            throw switch (e.why()) {
                case CERTIFICATE_REFUSED ->
                    new Stopped(Exit.REFUSED, "tls.certificate-refused", String.valueOf(e.getMessage()));
                case SERVER_NOT_TRUSTED ->
                    new Stopped(Exit.UNAVAILABLE, "tls.server-not-trusted", String.valueOf(e.getMessage()));
                case NO_ANSWER_IN_TIME ->
                    new Stopped(Exit.UNAVAILABLE, "wire.no-answer", String.valueOf(e.getMessage()));
                case NO_CONNECTION ->
                    new Stopped(Exit.UNAVAILABLE, "wire.no-connection", String.valueOf(e.getMessage()));
            };
        }
    }

    abstract Outcome perform(Globals globals) throws Stopped, Unreachable, TokenRefused;
}
