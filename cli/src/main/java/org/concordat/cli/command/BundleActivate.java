package org.concordat.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.bundle.SignedBundle;
import org.concordat.protection.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Hands a signed bundle to the gateway, which puts it in force on every node or changes nothing. */
@Command(name = "activate")
public final class BundleActivate extends Subcommand {
    @Mixin
    final BundleArgument bundle = new BundleArgument();

    @Option(names = "--approver", paramLabel = "APPROVER")
    List<String> approvers = new ArrayList<>();

    @Override
    public Outcome run(Globals globals) throws Stopped {
        BundleFolder folder = bundle.folder(globals);
        Configuration read = BundleArgument.read(globals, folder);
        GatewayClient gateway = globals.caller().operatedGateway();
        if (!approvers.isEmpty()) {
            sign(globals, gateway, folder, read.written().bundle().digest());
        }
        SignedBundle signed = BundleArgument.signed(folder, read);
        JsonNode activated = Answers.json(gateway.activate(signed.pack()), "number", "digest", "approvers");
        Text text = BundleHistory.say(new Text().say(bundle.folder + " is in force."), activated)
                .gap();
        if (globals.environment().administersKeycloak()) {
            return Outcome.done(
                    text, Map.of("activated", activated, "clients", AgencyClients.put(read, true, globals, text)));
        }
        text.say("Keycloak's clients are as they were: for whoever administers it, 'concordat agency clients "
                + bundle.folder + " --disable-others'.");
        return Outcome.done(text, Map.of("activated", activated));
    }

    /** Where one person has the approvers' keys, as in a sandbox: under the next number, in the place of older signatures. */
    private void sign(Globals globals, GatewayClient gateway, BundleFolder folder, String digest) throws Stopped {
        JsonNode latest = Answers.json(gateway.get("/v1/bundles"), "bundles")
                .path("bundles")
                .path(0);
        int next = latest.path("number").asInt(0) + 1;
        try {
            folder.forgetSignatures();
        } catch (IOException e) {
            throw Stopped.of("file.unwritable", folder.folder());
        }
        for (String approver : approvers) {
            BundleSign.sign(globals.caller(approver), folder, digest, next);
        }
    }
}
