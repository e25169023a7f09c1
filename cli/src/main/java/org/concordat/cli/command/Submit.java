package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Hands a signed disclosure in. */
@Command(name = "submit")
public final class Submit extends Subcommand {
    @Parameters(paramLabel = "FILE")
    Path file;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        byte[] signed = new OwnFile(file).read();
        Answer answer = caller.gateway().submit(signed);
        String receipt = Answers.json(answer, "receipt").path("receipt").asString("");
        Statement.Committed committed = committed(caller, receipt, Digest.of(signed));
        boolean agreed = Answers.agreed(caller, committed.checkpoint().orElse(""));
        return Outcome.shared(
                true,
                committed.notAsked().isEmpty(),
                Answers.sayAgreed(text(committed, answer.status() == 200), agreed),
                Map.of(
                        "id", committed.disclosure().toString(),
                        "kind", committed.kind().value(),
                        "deliveries", committed.deliveries(),
                        "notAsked", committed.notAsked(),
                        "queries", committed.queries(),
                        "repeat", answer.status() == 200,
                        "receipt", receipt));
    }

    private static Statement.Committed committed(Caller caller, String receipt, String digest) throws Stopped {
        Statement.Committed committed = caller.said("the receipt", receipt, Statement.Committed.class);
        if (committed.digest().equals(digest) && committed.sender().equals(caller.agency())) {
            return committed;
        }
        throw Stopped.of("statement.other");
    }

    private static Text text(Statement.Committed committed, boolean repeat) {
        Text text = new Text()
                .say("Disclosure " + committed.disclosure() + " (" + committed.kind() + ") was taken on "
                        + Moments.inWords(committed.at()) + ". Its deliveries and its evidence are committed."
                        + (repeat ? " It was taken before: this is the same receipt again." : ""))
                .gap();
        for (Statement.Promised to : committed.deliveries()) {
            String who = to.agency() + " (team " + to.team() + ", " + to.role() + ")";
            text.item(0, who + ": will receive it, as delivery " + to.delivery() + ".");
        }
        for (Statement.NotAsked refused : committed.notAsked()) {
            String who = refused.agency() + " (team " + refused.team() + ", " + refused.role() + ")";
            String why = refused.because() + " (" + refused.code() + ")";
            text.item(0, who + ": was refused and will not be asked. " + why);
        }
        List<Statement.Query> queries = committed.queries();
        if (!queries.isEmpty()) {
            text.gap().say("To be put right; it stopped nothing:");
            for (Statement.Query query : queries) {
                text.item(1, query.code() + ": " + query.message());
                text.verbatim(2, query.location());
            }
        }
        return text;
    }
}
