package org.concordat.cli.command;

import java.nio.file.Path;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command writes what it made, and whether over what is there. */
final class Output {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE")
    @Nullable
    Path file;

    @Option(names = "--force")
    boolean force;

    /** The file that is named, or else that one; refused before any work is done where it may not be written. */
    OwnFile or(Path otherwise) throws Stopped {
        OwnFile target = new OwnFile(file != null ? file : otherwise);
        target.mayBeWritten(force);
        return target;
    }
}
