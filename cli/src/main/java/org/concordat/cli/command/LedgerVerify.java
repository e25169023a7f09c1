package org.concordat.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
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
        StatementVerifier gateway = new StatementVerifier(new AgencyId("gateway"), signers);
        LedgerCheck check = new LedgerCheck(gateway, known);
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
        if (restored && known.isEmpty()) {
            throw Stopped.of("ledger.nothing-seen");
        }
        if (restored && check.missing() > 0) {
            throw Stopped.of("ledger.entries-missing", check.missing(), check.entries());
        }
        return Outcome.done(
                text(check, known, gateway),
                Map.of(
                        "entries", check.entries(),
                        "root", check.root().toString(),
                        "checkpoints", check.checkpoints(),
                        "seen", check.heldAgainstSeen(),
                        "forgedRows", check.forgedRows()));
    }

    private Text text(LedgerCheck check, List<SeenCheckpoints.Seen> known, StatementVerifier gateway) throws Stopped {
        Text text = new Text()
                .say("The ledger holds: " + check.entries() + " entries, none changed, removed, put in or moved, under "
                        + check.checkpoints() + " checkpoints that the gateway signed.");
        check.latest()
                .map(Statement.Checkpoint::at)
                .ifPresent(at -> text.row(0, "latest", "signed on " + Moments.inWords(at)));
        text.row(0, "root", check.root().toString());
        if (restored) {
            text.say("Nothing is missing of what the gateway had signed for until " + lastSigned(known, gateway)
                    + ", when the last checkpoint that was seen here was made. What came after it cannot be said.");
        } else if (seen) {
            text.say("It agrees with " + check.heldAgainstSeen() + " of the " + known.size()
                    + " checkpoints that were seen here; any others reach further than it does.");
        }
        for (long position : check.forgedRows()) {
            text.say("At position " + position
                    + " the gateway put on record that it found a row of its database which it did not write.");
        }
        return text;
    }

    private static String lastSigned(List<SeenCheckpoints.Seen> known, StatementVerifier gateway) throws Stopped {
        SeenCheckpoints.Seen last = Collections.max(known, Comparator.comparingLong(SeenCheckpoints.Seen::size));
        try {
            return Moments.inWords(gateway.verify(new Receipt(last.jws()), Statement.Checkpoint.class)
                    .at());
        } catch (StatementRefused e) {
            throw Stopped.of("ledger.seen-unreadable", "what is remembered");
        }
    }
}
