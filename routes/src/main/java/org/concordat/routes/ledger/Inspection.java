package org.concordat.routes.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Frontier;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.TreeBroken;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.hop.Statements;

/**
 * Reads the ledger through, slowly and over and over: whether every entry is there as it was sequenced, and whether the
 * tree still is the one of the checkpoint. Each fault is told once a pass. For one thread.
 */
public final class Inspection {
    private static final Logger LOG = System.getLogger(Inspection.class.getName());
    private static final int SLICE = 256;

    private final Ledger ledger;
    private final Statements statements;
    private final Consumer<String> faults;

    private Optional<Statement.Checkpoint> against = Optional.empty();
    private Frontier read = Frontier.EMPTY;

    /** @param faults told of what is wrong, by a stable word: changed, removed, bereft, stray, tree */
    public Inspection(Ledger ledger, Statements statements, Consumer<String> faults) {
        this.ledger = ledger;
        this.statements = statements;
        this.faults = faults;
    }

    /** One slice. */
    public void round() {
        if (against.isEmpty()) {
            begin();
        }
        try {
            against.ifPresent(this::slice);
        } catch (TreeBroken e) {
            tell("tree", String.valueOf(e.getMessage()));
            against = Optional.empty();
        }
    }

    private void begin() {
        long strays = ledger.strays();
        if (strays > 0) {
            tell("stray", strays + " entries have positions that were not given, or were set aside as forged");
        }
        against = ledger.latest().flatMap(statements::checkpoint);
        read = Frontier.EMPTY;
    }

    private void slice(Statement.Checkpoint checkpoint) {
        int wanted = (int) Math.min(SLICE, checkpoint.size() - read.size());
        for (Ledger.Line line : ledger.lines(read.size(), wanted)) {
            Optional<Hash> stored = line.entry().map(Entry::toByteArray).map(Hash::leaf);
            if (stored.isEmpty()) {
                tell("removed", "the entry at position " + line.position() + " is gone");
            } else if (!stored.get().equals(line.leaf()) || line.misfiled()) {
                tell("changed", "the entry at position " + line.position() + " is not the one that was put there");
            }
            if (line.bereft()) {
                tell("bereft", "the delivery that the entry at position " + line.position() + " tells of is gone");
            }
            read = read.append(line.leaf());
        }
        if (read.size() == checkpoint.size()) {
            if (!read.root().toString().equals(checkpoint.root())) {
                tell("tree", "the tree is not the one that a checkpoint was signed over");
            }
            against = Optional.empty();
        }
    }

    private void tell(String fault, String sentence) {
        LOG.log(Level.ERROR, "a fault of the ledger: {0}", sentence);
        faults.accept(fault);
    }
}
