package org.concordat.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.receipt.Statement.BundleApproved;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.schemas.signature.RandomIds;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An approver signs a bundle, once it was found in order. */
@Command(name = "sign")
public final class BundleSign extends Subcommand {
    @Mixin
    final BundleArgument bundle = new BundleArgument();

    @Option(names = "--number", paramLabel = "N", required = true)
    int number;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller approver = globals.caller();
        BundleFolder folder = bundle.folder(globals);
        Configuration read = BundleArgument.read(globals, folder);
        String digest = read.written().bundle().digest();
        Path file = sign(approver, folder, digest, number);
        List<String> notes = notes(approver, BundleSigner.of(BundleArgument.signed(folder, read)));
        Text text = new Text()
                .say(approver.agency() + " signed " + bundle.folder + " as number " + number + ".")
                .row(0, "digest", digest)
                .row(0, "written to", file.toString());
        notes.forEach(note -> text.gap().say("Note: " + note));
        return Outcome.done(text, Map.of("number", number, "digest", digest, "file", file.toString(), "notes", notes));
    }

    /** Why the gateway may not count it, as far as can be told here. */
    private List<String> notes(Caller approver, List<BundleSigner> signers) {
        List<String> notes = new ArrayList<>();
        signers.stream()
                .filter(signer -> (signer.number() == number) != signer.these())
                .map(BundleSigner::sentence)
                .forEach(
                        said -> notes.add(said + ": two approvers have to sign the same files under the same number."));
        approver.environment()
                .approvers()
                .filter(folder -> !Files.exists(folder.resolve(approver.agency() + ".crt")))
                .ifPresent(folder -> notes.add(approver.agency() + " is not among the approvers in " + folder
                        + ": a gateway with these does not count the signature."));
        return notes;
    }

    /** Puts the approver's word on the digest beside the bundle. */
    static Path sign(Caller approver, BundleFolder folder, String digest, int number) throws Stopped {
        Path file = folder.signature(approver.agency().value());
        try {
            BundleApproved approved = new BundleApproved(
                    RandomIds.random(), approver.agency(), approver.real().instant(), number, digest);
            Files.createDirectories(file.getParent());
            String jws = new StatementSigner(approver.agency(), approver.signingKey())
                    .sign(approved)
                    .jws();
            new OwnFile(file).write(jws.getBytes(StandardCharsets.US_ASCII), true);
            return file;
        } catch (IllegalArgumentException e) {
            throw Stopped.of("bundle.number");
        } catch (IOException e) {
            throw Stopped.of("file.unwritable", file);
        }
    }
}
