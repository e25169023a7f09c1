package org.concordat.cli.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.concordat.cli.conformance.ConformanceCase;
import org.concordat.cli.conformance.ConformanceReport;
import org.concordat.cli.conformance.ConformanceRun;
import org.concordat.cli.conformance.ConformanceRun.Result;
import org.concordat.cli.conformance.PartnerRun;
import org.concordat.cli.conformance.SoapService;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.agency.Agency;
import org.concordat.schemas.terminology.AgencyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the conformance kit as an agency against a gateway. */
@Command(name = "conformance")
public final class TryConformance extends Subcommand {
    @Option(names = "--draft", required = true, paramLabel = "FILE")
    Path draft;

    @Option(names = "--partner", paramLabel = "AGENCY")
    @Nullable
    String partner;

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
        ConformanceReport found = partner == null ? ofGateway(caller, globals) : ofPartner(caller, globals, partner);
        if (report != null) {
            new OwnFile(report).write(found.html(), force);
        }
        return new Outcome(found.holds() ? Exit.DONE : Exit.REFUSED, found.text(), found.json());
    }

    private ConformanceReport ofGateway(Caller caller, Globals globals) throws Stopped {
        ConformanceRun run = new ConformanceRun(caller, globals.context(), new OwnFile(draft).read());
        List<Result> results = run.results(ConformanceCase.all(ConformanceCase.GATEWAY));
        String when = Moments.inWords(globals.clock().instant());
        URI gateway = caller.environment().gateway();
        return new ConformanceReport(caller.agency().value(), gateway, List.of("rest"), when, results);
    }

    private ConformanceReport ofPartner(Caller caller, Globals globals, String named) throws Stopped {
        Agency agency = AgencyId.find(named)
                .flatMap(caller.registered(globals.context())::find)
                .orElseThrow(() -> Stopped.of("conformance.partner", named));
        Optional<SoapService> soap = SoapService.find(agency);
        PartnerRun run =
                new PartnerRun(caller, globals.caller("gateway"), agency, soap, globals.context(), new OwnFile(draft));
        List<Result> results = run.results(ConformanceCase.all(ConformanceCase.PARTNER));
        String when = Moments.inWords(globals.clock().instant());
        return new ConformanceReport(named, run.address(), run.traits(), when, results);
    }
}
