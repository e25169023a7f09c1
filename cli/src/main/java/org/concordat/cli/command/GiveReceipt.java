package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import org.concordat.schemas.signature.RandomIds;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Confirms a delivery with the agency's signature. */
@Command(name = "receipt")
public final class GiveReceipt extends Subcommand {
    @Parameters(index = "0", paramLabel = "DELIVERY", converter = Id.class)
    UUID delivery;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE")
    @Nullable
    Path file;

    @Option(names = "--read-by", paramLabel = "ACTOR", converter = Reference.class)
    @Nullable
    String readBy;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        String digest = Digest.of(file == null ? notice(caller) : new OwnFile(file).read());
        Statement.Received received = new Statement.Received(
                RandomIds.random(),
                caller.agency(),
                caller.clock().instant(),
                delivery,
                digest,
                Optional.ofNullable(readBy));
        String receipt = caller.signed(received);
        Answers.granted(caller.gateway().receipt(delivery, receipt));
        String reader = readBy == null ? "" : ", and that " + readBy + " read it";
        return Outcome.done(
                new Text()
                        .say("The gateway took the receipt: " + caller.agency() + " confirms delivery " + delivery
                                + reader + "."),
                Map.of("delivery", delivery.toString(), "digest", digest, "receipt", receipt));
    }

    /** The notice as the gateway signed it: nobody confirms what somebody else wrote. */
    private byte[] notice(Caller caller) throws Stopped {
        Answer answer = Answers.granted(caller.gateway().collect(delivery));
        if (!answer.isStatement()) {
            throw Stopped.of("receipt.no-file", delivery);
        }
        caller.said("the notice", answer.text(), Statement.Notified.class);
        return answer.body();
    }
}
