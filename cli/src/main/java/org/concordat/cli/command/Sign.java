package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.ValidationOutcome;
import org.concordat.schemas.signature.DisclosureSigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Turns a draft into a signed disclosure. */
@Command(name = "sign")
public final class Sign extends Subcommand {
    @Parameters(paramLabel = "DRAFT")
    Path draft;

    @Mixin
    final Output output = new Output();

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        OwnFile target = output.or(beside(draft));
        byte[] content = new OwnFile(draft).read();
        DisclosureContext context = globals.context();
        try {
            byte[] signed = new DisclosureSigner(context, caller.clock())
                    .sign(content, caller.keys().signing());
            Disclosure disclosure = context.parser().parse(signed);
            caller.requireOwn(disclosure.header(), draft);
            ValidationOutcome outcome = context.validator().validate(disclosure);
            target.write(signed, output.force);
            return signed(disclosure, outcome, target.path());
        } catch (DisclosureRejected e) {
            throw Findings.stopped(draft + " was not signed", e);
        }
    }

    private static Outcome signed(Disclosure disclosure, ValidationOutcome outcome, Path file) {
        List<Stopped.Reason> findings = Findings.reasons(outcome.findings());
        Text text = new Text()
                .say("Signed disclosure " + disclosure.header().id() + " ("
                        + disclosure.header().kind() + ").");
        text.row(0, "written to", file.toString());
        if (!findings.isEmpty()) {
            text.gap().say("It is well-formed; 'concordat explain' says who would get it. To be looked at:");
            Findings.say(text, outcome.findings());
        }
        return Outcome.done(
                text,
                Map.of(
                        "id", disclosure.header().id().toString(),
                        "kind", disclosure.header().kind().value(),
                        "file", file.toString(),
                        "findings", findings));
    }

    private static Path beside(Path draft) {
        return Path.of(draft.toString().replaceFirst("\\.xml$", "") + ".signed.xml");
    }
}
