package org.concordat.cli.command;

import java.io.IOException;
import java.util.Map;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.bundle.SignedBundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Hands a signed bundle to the gateway, which puts it in force on every node or changes nothing. */
@Command(name = "activate")
public final class BundleActivate extends Subcommand {
    @Mixin
    final BundleArgument bundle = new BundleArgument();

    @Override
    public Outcome run(Globals globals) throws Stopped {
        BundleFolder folder = bundle.folder(globals);
        SignedBundle signed;
        try {
            signed = new SignedBundle(
                    BundleArgument.read(globals, folder).written().bundle(), folder.signatures());
        } catch (IOException e) {
            throw new Stopped(
                    Exit.BAD_INPUT, "file.unreadable", "the signatures of " + bundle.folder + " cannot be read");
        }
        JsonNode activated = Answers.json(
                globals.caller().operatedGateway().activate(signed.pack()), "number", "digest", "approvers");
        return Outcome.done(
                BundleHistory.say(new Text().say(bundle.folder + " is in force."), activated),
                Map.of("activated", activated));
    }
}
