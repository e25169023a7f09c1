package org.concordat.cli.command;

import java.util.Map;
import java.util.UUID;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.ledger.SeenCheckpoints;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.InclusionProof;
import org.concordat.protection.receipt.Statement;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Has the gateway prove that an entry stands in its ledger. */
@Command(name = "proof")
public final class LedgerProof extends Subcommand {
    @Parameters(paramLabel = "ENTRY", converter = Id.class)
    UUID entry;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        JsonNode answer = Answers.json(
                caller.gateway().get("/v1/ledger/proof/" + entry), "position", "size", "leaf", "path", "checkpoint");
        long position = answer.path("position").asLong(-1);
        String jws = Answers.text(answer, "checkpoint");
        Statement.Checkpoint checkpoint = caller.said("the checkpoint", jws, Statement.Checkpoint.class);
        if (!holds(answer, position, checkpoint)) {
            throw Stopped.of("ledger.proof-broken");
        }
        boolean checked = SeenCheckpoints.of(caller.environment()).agree(caller, jws);
        Text text = new Text()
                .say("Entry " + entry + " stands in the ledger at position " + position + " of " + checkpoint.size()
                        + "; the proof was checked.")
                .row(0, "its hash", Answers.text(answer, "leaf"));
        return Outcome.done(
                Answers.sayAgreed(text, checked),
                Map.of(
                        "entry", entry.toString(),
                        "position", position,
                        "size", checkpoint.size(),
                        "leaf", Answers.text(answer, "leaf"),
                        "consistent", checked));
    }

    private static boolean holds(JsonNode answer, long position, Statement.Checkpoint checkpoint) {
        try {
            return new InclusionProof(position, checkpoint.size(), SeenCheckpoints.hashes(answer))
                    .holds(Hash.parse(Answers.text(answer, "leaf")), Hash.parse(checkpoint.root()));
        } catch (IllegalArgumentException e) {
            return false; // no hash, or a position beyond the end
        }
    }
}
