package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.bundle.BundleFolder;
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
        BundleFolder folder = bundle.folder(globals);
        Configuration configuration = BundleArgument.read(globals, folder);
        List<BundleSigner> signers = BundleSigner.of(BundleArgument.signed(folder, configuration));
        String digest = configuration.written().bundle().digest();
        Text text = new Text()
                .say(bundle.folder + " is in order.")
                .row(0, "digest", digest)
                .row(0, "with the law, as receipts cite it", configuration.digest());
        List<String> notes = new ArrayList<>();
        for (Agency agency : configuration.written().agencies()) {
            agency.withoutSuccessor().ifPresent(so -> notes.add("Agency " + agency.id() + " ends: " + so + "."));
        }
        signers.forEach(signer -> text.say(signer.sentence() + "."));
        notes.forEach(note -> text.gap().say("Note: " + note));
        return Outcome.done(
                text,
                Map.of(
                        "folder", bundle.folder.toString(),
                        "digest", digest,
                        "configuration", configuration.digest(),
                        "signers", signers,
                        "notes", List.copyOf(notes)));
    }
}
