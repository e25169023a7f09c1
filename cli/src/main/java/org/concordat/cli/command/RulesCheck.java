package org.concordat.cli.command;

import java.util.Map;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Reads a bundle as the gateway would, and says everything that is wrong with it. */
@Command(name = "check")
public final class RulesCheck extends Subcommand {
    @Mixin
    final BundleArgument bundle = new BundleArgument();

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Configuration configuration = bundle.read(globals);
        String digest = configuration.written().bundle().digest();
        return Outcome.done(
                new Text()
                        .say(bundle.folder + " is in order.")
                        .row(0, "digest", digest)
                        .row(0, "with the law, as receipts cite it", configuration.digest()),
                Map.of("folder", bundle.folder.toString(), "digest", digest, "configuration", configuration.digest()));
    }
}
