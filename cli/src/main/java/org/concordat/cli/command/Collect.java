package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Fetches one delivery, sealed as it is. */
@Command(name = "collect")
public final class Collect extends Subcommand {
    private static final byte DER_SEQUENCE = 0x30;

    @Parameters(paramLabel = "DELIVERY", converter = Id.class)
    UUID delivery;

    @Mixin
    final Output output = new Output();

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        OwnFile target = output.or(Path.of(delivery + ".p7m"));
        Path file = target.path();
        Answer answer = Answers.granted(caller.gateway().collect(delivery));
        if (answer.isStatement()) {
            throw Stopped.of("delivery.notice", delivery);
        }
        byte[] sealed = answer.body();
        if (sealed.length == 0 || sealed[0] != DER_SEQUENCE) {
            throw Stopped.of("answer.unreadable");
        }
        target.write(sealed, output.force);
        return Outcome.done(
                new Text()
                        .say("Collected delivery " + delivery + ", " + sealed.length + " bytes, sealed to "
                                + caller.agency() + ".")
                        .row(0, "written to", file.toString())
                        .say("Next: concordat open " + file + ", then concordat receipt " + delivery + " " + file),
                Map.of("delivery", delivery.toString(), "bytes", sealed.length, "file", file.toString()));
    }
}
