package org.concordat.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.bundle.SignedBundle;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The bundle that a command is about: its folder, and what certificate files are named relative to. */
final class BundleArgument {
    @Parameters(paramLabel = "FOLDER")
    Path folder;

    @Option(names = "--certificates", paramLabel = "DIR")
    @Nullable
    Path certificates;

    BundleFolder folder(Globals globals) throws Stopped {
        return folder(globals, folder, certificates);
    }

    static BundleFolder folder(Globals globals, Path folder, @Nullable Path certificates) throws Stopped {
        if (!Files.isDirectory(folder)) {
            throw Stopped.of("bundle.missing", folder);
        }
        return new BundleFolder(
                folder,
                certificates != null
                        ? certificates
                        : globals.environment().certificatesIfNamed().orElse(folder));
    }

    /** All of it, in order; or every finding. */
    static Configuration read(Globals globals, BundleFolder bundle) throws Stopped {
        try {
            return Configuration.read(bundle, globals.context().kinds());
        } catch (ConfigurationRejected e) {
            throw rejected(bundle.folder(), e);
        }
    }

    /** What was read, with the signatures that lie beside it. */
    static SignedBundle signed(BundleFolder folder, Configuration read) throws Stopped {
        try {
            return new SignedBundle(read.written().bundle(), folder.signatures());
        } catch (IOException e) {
            throw Stopped.of("file.unreadable", "the signatures of " + folder.folder());
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
}
