package org.concordat.cli.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.bundle.BundleFolder;
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
        String digest = BundleArgument.read(globals, folder).written().bundle().digest();
        Path file = sign(approver, folder, digest, number);
        return Outcome.done(
                new Text()
                        .say(approver.agency() + " signed " + bundle.folder + " as number " + number + ".")
                        .row(0, "digest", digest)
                        .row(0, "written to", file.toString()),
                Map.of("number", number, "digest", digest, "file", file.toString()));
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
