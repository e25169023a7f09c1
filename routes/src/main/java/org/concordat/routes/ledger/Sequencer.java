package org.concordat.routes.ledger;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.concordat.protection.ledger.ConsistencyProof;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.Tiles;
import org.concordat.protection.ledger.TreeBroken;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.hop.Checkpoints;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.hop.Statements;
import org.concordat.routes.ledger.Ledger.Growth;
import org.concordat.routes.ledger.Ledger.Waiting;

/**
 * Gives entries their positions and signs checkpoints, a round at a time; nodes may compete. It goes on only from a
 * checkpoint of this gateway's, over the tree that is stored, and consistent with what this node saw before: on anything
 * else it signs nothing, and the alarm is raised. Safe to share.
 */
public final class Sequencer implements Checkpoints {
    private static final Logger LOG = System.getLogger(Sequencer.class.getName());
    private static final int BATCH = 2048;

    private final Ledger ledger;
    private final Protection protection;
    private final Consumer<String> faults;

    /** What this node saw last. */
    private volatile Optional<Seen> seen = Optional.empty();

    /** @param faults told of what is wrong, by a stable word */
    public Sequencer(Protection protection, Ledger ledger, Consumer<String> faults) {
        this.ledger = ledger;
        this.protection = protection;
        this.faults = faults;
    }

    private record Seen(Receipt signed, Statement.Checkpoint said) {}

    @Override
    public Optional<Receipt> latest() {
        return seen.map(Seen::signed);
    }

    /** One round: everything that waits. */
    public synchronized void round() {
        try {
            int waited = BATCH;
            while (waited == BATCH) {
                Turns turns = new Turns();
                ledger.extend(BATCH, turns).ifPresent(signed -> see(signed, turns));
                waited = turns.waited;
            }
        } catch (TreeBroken e) {
            LOG.log(Level.ERROR, "the ledger does not grow: {0}", e.getMessage());
            faults.accept("tree");
        }
    }

    /** Only what is committed counts as seen. */
    private void see(Receipt signed, Turns turns) {
        if (!turns.knows(signed)) {
            seen = Optional.of(new Seen(signed, own(signed)));
        }
        for (int i = 0; i < turns.forged; i++) {
            LOG.log(Level.ERROR, "an entry that the gateway did not write was set aside");
            faults.accept("forged");
        }
    }

    private Statement.Checkpoint own(Receipt signed) {
        return protection
                .statements()
                .checkpoint(signed)
                .orElseThrow(() -> new TreeBroken("the latest checkpoint is not signed by this gateway"));
    }

    /** One turn, and what it came to. */
    private final class Turns implements Ledger.Turn {
        private int waited;
        private int forged;

        @Override
        public Growth grow(Optional<Receipt> latest, Tiles tiles, List<Waiting> waiting) {
            waited = waiting.size();
            if (waiting.isEmpty() && latest.filter(this::knows).isPresent()) {
                return new Growth(0, List.of(), List.of(), latest.get(), List.of());
            }
            long size = 0;
            UUID log = protection.ids().random();
            if (latest.isPresent()) {
                Statement.Checkpoint last = own(latest.get());
                requireWhole(last, tiles);
                size = last.size();
                log = last.log();
            } else if (seen.isPresent() || tiles.holds(0)) {
                throw new TreeBroken("the checkpoints are gone");
            }
            return latest.isPresent() && waiting.isEmpty()
                    ? new Growth(size, List.of(), List.of(), latest.get(), List.of())
                    : take(log, size, tiles, waiting);
        }

        @Override
        public boolean knows(Receipt checkpoint) {
            return latest().filter(checkpoint::equals).isPresent();
        }

        private Growth take(UUID log, long size, Tiles tiles, List<Waiting> waiting) {
            List<UUID> taken = new ArrayList<>();
            List<UUID> refused = new ArrayList<>();
            List<Entry> evidence = new ArrayList<>();
            for (Waiting one : waiting) {
                if (one.genuine()) {
                    tiles.append(size + taken.size(), Hash.leaf(one.entry().toByteArray()));
                    taken.add(one.entry().id());
                } else {
                    refused.add(one.entry().id());
                    evidence.add(protection.entry(
                            Event.of(Verb.REFUSED, protection.now(), "row.forged", Statements.GATEWAY)));
                }
            }
            forged = refused.size();
            long grown = size + taken.size();
            return new Growth(
                    size, taken, refused, protection.statements().checkpoint(log, grown, tiles.root(grown)), evidence);
        }

        private void requireWhole(Statement.Checkpoint last, Tiles tiles) {
            Hash root = Hash.parse(last.root());
            if (!tiles.root(last.size()).equals(root)) {
                throw new TreeBroken("the tree is not the one that the latest checkpoint was signed over");
            }
            if (seen.isEmpty()) {
                return;
            }
            Statement.Checkpoint known = seen.get().said();
            if (!known.log().equals(last.log())
                    || known.size() > last.size()
                    || !ConsistencyProof.of(tiles, known.size(), last.size()).holds(Hash.parse(known.root()), root)) {
                throw new TreeBroken("the latest checkpoint is not consistent with one that was signed before");
            }
        }
    }
}
