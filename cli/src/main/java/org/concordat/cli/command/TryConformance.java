package org.concordat.cli.command;

import java.nio.file.Path;
import org.concordat.cli.conformance.ConformanceCase;
import org.concordat.cli.conformance.ConformanceReport;
import org.concordat.cli.conformance.ConformanceRun;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the conformance kit as an agency against a gateway. */
@Command(name = "conformance")
public final class TryConformance extends Subcommand {
    @Option(names = "--draft", required = true, paramLabel = "FILE")
    Path draft;

    @Option(names = "--report", paramLabel = "FILE")
    @Nullable
    Path report;

    @Option(names = "--force")
    boolean force;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        if (report != null) {
            new OwnFile(report).mayBeWritten(force);
        }
        ConformanceRun run = new ConformanceRun(caller, globals.context(), new OwnFile(draft).read());
        ConformanceReport found = new ConformanceReport(
                caller.agency().value(),
                caller.environment().gateway().toString(),
                globals.clock().instant(),
                run.results(ConformanceCase.all()));
        if (report != null) {
            new OwnFile(report).write(found.html(), force);
        }
        return new Outcome(found.holds() ? Exit.DONE : Exit.REFUSED, found.text(), found.json());
    }
}
