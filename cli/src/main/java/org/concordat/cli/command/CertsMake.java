package org.concordat.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.PlanRejected;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes sample certificates. */
@Command(name = "make")
public final class CertsMake extends Subcommand {
    @Option(names = "--plan", required = true, paramLabel = "FILE")
    Path plan;

    @Option(names = "--out", required = true, paramLabel = "DIR")
    Path out;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        try {
            Plan read = Plan.read(plan);
            // certificates live in real time, never in that of a story
            SampleCertificates.ensure(read, out, globals.clock());
            int holders = read.holders().size();
            return Outcome.done(
                    new Text()
                            .say("Sample certificates of " + holders + " holders and their authority are in " + out
                                    + ". They are refused outside the sandbox."),
                    Map.of("folder", out.toString(), "holders", holders));
        } catch (PlanRejected e) {
            throw new Stopped(Exit.BAD_INPUT, "plan.rejected", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw Stopped.of("certificates.files", plan, out);
        } catch (GeneralSecurityException e) {
            throw Stopped.of("certificates.keys", plan);
        }
    }
}
