package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.concordat.cli.environment.Environment;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a bundle as the gateway would, and says everything that is wrong with it. */
@Command(name = "check")
public final class RulesCheck extends Subcommand {
    @Parameters(paramLabel = "FOLDER")
    Path folder;

    @Option(names = "--certificates", paramLabel = "DIR")
    @Nullable
    Path certificates;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        try {
            Configuration configuration = Configuration.read(folder, certificates(globals), globals.context());
            return Outcome.done(
                    new Text().say(folder + " is in order.").row(0, "digest", configuration.digest()),
                    Map.of("folder", folder.toString(), "digest", configuration.digest()));
        } catch (ConfigurationRejected e) {
            throw rejected(folder, e);
        }
    }

    /** Every finding, as an answer. */
    static Stopped rejected(Path folder, ConfigurationRejected e) {
        int count = e.findings().size();
        return new Stopped(
                Exit.BAD_INPUT,
                "configuration.rejected",
                folder + " is not in order: " + (count == 1 ? "1 finding" : count + " findings"),
                e.findings().stream()
                        .map(f -> new Stopped.Reason("error", "configuration", f.file() + ":" + f.line(), f.message()))
                        .toList());
    }

    private Path certificates(Globals globals) throws Stopped {
        if (certificates != null) {
            return certificates;
        }
        Environment environment = globals.environment();
        Optional<Path> named = environment.certificatesIfNamed();
        return named.orElse(folder);
    }
}
