package org.concordat.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.KeycloakTokens;
import org.concordat.cli.ledger.LedgerFile;
import org.concordat.cli.ledger.SeenCheckpoints;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Fetches the ledger for an auditor. */
@Command(name = "export")
public final class LedgerExport extends Subcommand {
    private static final int PAGE = 500;

    @Mixin
    final Output output = new Output();

    private long entries;
    private String latest = "";

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        GatewayClient gateway = caller.gateway(KeycloakTokens.AUDITING);
        OwnFile target = output.or(Path.of("ledger.txt"));
        target.write(out -> export(gateway, out), output.force);
        boolean checked = SeenCheckpoints.of(caller.environment()).agree(caller, latest);
        Text text = new Text()
                .say("Exported " + entries + " entries of the ledger.")
                .row(0, "written to", target.path().toString())
                .say("Next: concordat ledger verify " + target.path() + " --certificate <the gateway's signing.crt>");
        return Outcome.done(
                Answers.sayAgreed(text, checked),
                Map.of("entries", entries, "file", target.path().toString(), "consistent", checked));
    }

    private void export(GatewayClient gateway, OutputStream out) throws IOException, Stopped {
        LedgerFile.begin(out);
        long size = page(gateway, out, PAGE);
        while (entries < size) {
            page(gateway, out, (int) Math.min(PAGE, size - entries));
        }
        LedgerFile.end(out, entries);
    }

    /** Yields how far the ledger reaches. */
    private long page(GatewayClient gateway, OutputStream out, int atMost) throws IOException, Stopped {
        JsonNode page = Answers.json(
                gateway.get("/v1/ledger/entries?from=" + entries + "&atMost=" + atMost),
                "size",
                "entries",
                "checkpoints");
        Deque<String> checkpoints = new ArrayDeque<>();
        page.path("checkpoints").forEach(jws -> checkpoints.add(jws.asString("")));
        checkpoints(out, checkpoints);
        long before = entries;
        for (JsonNode entry : page.path("entries")) {
            LedgerFile.entry(out, entry);
            entries++;
            checkpoints(out, checkpoints);
        }
        long size = page.path("size").asLong();
        if (entries == before && entries < size) {
            throw Stopped.of("answer.unreadable");
        }
        return size;
    }

    /** Those that end here. */
    private void checkpoints(OutputStream out, Deque<String> checkpoints) throws IOException {
        while (!checkpoints.isEmpty() && size(checkpoints.getFirst()) <= entries) {
            latest = checkpoints.removeFirst();
            LedgerFile.checkpoint(out, latest);
        }
    }

    /** What a checkpoint says of its size, believed or not: it decides where the line goes, and nothing else. */
    private static long size(String jws) {
        return Answers.said(jws).path("size").asLong(0);
    }
}
