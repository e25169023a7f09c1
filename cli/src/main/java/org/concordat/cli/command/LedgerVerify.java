package org.concordat.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.CertificateFiles;
import org.concordat.cli.ledger.LedgerCheck;
import org.concordat.cli.ledger.SeenCheckpoints;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.schemas.terminology.AgencyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks an export of the ledger with nothing but the gateway's certificate. */
@Command(name = "verify")
public final class LedgerVerify extends Subcommand {
    @Parameters(paramLabel = "FILE")
    Path file;

    @Option(names = "--certificate", paramLabel = "CRT", required = true)
    List<Path> certificates;

    @Option(names = "--seen")
    boolean seen;

    @Option(names = "--restored")
    boolean restored;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        List<X509Certificate> signers = new ArrayList<>();
        for (Path certificate : certificates) {
            signers.addAll(CertificateFiles.read(certificate));
        }
        List<SeenCheckpoints.Seen> known =
                seen || restored ? SeenCheckpoints.of(globals.environment()).all() : List.of();
        LedgerCheck check = new LedgerCheck(new StatementVerifier(new AgencyId("gateway"), signers), known);
        try (BufferedReader in = Files.newBufferedReader(file)) {
            check.read(in);
        } catch (NoSuchFileException e) {
            throw Stopped.of("file.missing", file);
        } catch (IOException e) {
            throw new Stopped(Exit.BAD_INPUT, "file.unreadable", file + " cannot be read as text");
        }
        if (check.latest().isEmpty() && check.checkpoints() > 0) {
            throw Stopped.of("ledger.not-signed", check.checkpoints(), file);
        }
        if (!check.faults().isEmpty()) {
            throw new Stopped(
                    Exit.REWRITTEN,
                    "ledger.altered",
                    "THE LEDGER DOES NOT HOLD: what " + file + " says is not what the gateway signed for",
                    check.faults().stream()
                            .map(fault -> new Stopped.Reason("error", "ledger.altered", "", fault))
                            .toList());
        }
        // what the gateway signed for was seen here, and a ledger that came back from a backup has all of it
        if (restored && (known.isEmpty() || check.missing() > 0)) {
            throw new Stopped(
                    Exit.REWRITTEN,
                    "ledger.entries-missing",
                    known.isEmpty()
                            ? "no checkpoint was seen here: whether entries are missing cannot be said"
                            : "ENTRIES ARE MISSING: the " + check.missing() + " from position " + check.entries()
                                    + " on, which the last checkpoint that was seen here covers; all before them hold");
        }
        return Outcome.done(
                text(check, known.size()),
                Map.of(
                        "entries", check.entries(),
                        "root", check.root().toString(),
                        "checkpoints", check.checkpoints(),
                        "seen", check.heldAgainstSeen(),
                        "forgedRows", check.forgedRows()));
    }

    private Text text(LedgerCheck check, int known) {
        Text text = new Text()
                .say("The ledger holds: " + check.entries() + " entries, none changed, removed, put in or moved, under "
                        + check.checkpoints() + " checkpoints that the gateway signed.");
        check.latest()
                .map(Statement.Checkpoint::at)
                .ifPresent(at -> text.row(0, "latest", "signed on " + Moments.inWords(at)));
        text.row(0, "root", check.root().toString());
        if (restored) {
            text.say("Nothing is missing: it reaches as far as every checkpoint that was seen here.");
        } else if (seen) {
            text.say("It agrees with " + check.heldAgainstSeen() + " of the " + known
                    + " checkpoints that were seen here; any others reach further than it does.");
        }
        for (long position : check.forgedRows()) {
            text.say("At position " + position
                    + " the gateway put on record that it found a row of its database which it did not write.");
        }
        return text;
    }
}
