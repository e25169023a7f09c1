package org.concordat.cli.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.ledger.Frontier;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementVerifier;

/** One reading of an export from its first line to its last: every fault, with its place, in words. */
public final class LedgerCheck {
    private static final int MOST_FAULTS = 100;
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\"");

    private final StatementVerifier gatewaysWord;
    /** Roots that were seen before, by size. */
    private final TreeMap<Long, SeenCheckpoints.Seen> seen = new TreeMap<>();

    private final List<String> faults = new ArrayList<>();
    private final List<Long> forgedRows = new ArrayList<>();
    private final Set<UUID> ids = new HashSet<>();
    /** Positions by the hash that belongs there, and by that of what stands there, where the two differ. */
    private final Map<Hash, Long> wanted = new HashMap<>();

    private final Map<Hash, Long> found = new HashMap<>();

    private Frontier tree = Frontier.EMPTY;
    private Optional<Statement.Checkpoint> last = Optional.empty();
    private int checkpoints;
    private int held;
    private boolean astray;
    private boolean ended;

    /** @param seen checkpoints that the export has to agree with */
    public LedgerCheck(StatementVerifier gatewaysWord, List<SeenCheckpoints.Seen> seen) {
        this.gatewaysWord = gatewaysWord;
        seen.forEach(one -> this.seen.put(one.size(), one));
    }

    /** Reads it to its end. */
    public void read(BufferedReader in) throws IOException, Stopped {
        LedgerFile.first(in);
        holdAgainstSeen();
        long number = 2;
        for (Optional<LedgerFile.Line> line = LedgerFile.next(in, number);
                line.isPresent();
                line = LedgerFile.next(in, ++number)) {
            if (ended) {
                fault("line " + number + " stands behind the end");
                break;
            }
            take(line.get());
        }
        if (!ended) {
            fault("the file breaks off after " + tree.size() + " entries");
        }
        long covered = last.map(Statement.Checkpoint::size).orElse(0L);
        if (last.isEmpty() || covered < tree.size()) {
            fault("the entries from position " + covered + " on are covered by no checkpoint");
        }
        found.forEach((hash, position) -> {
            if (wanted.containsKey(hash)) {
                fault("the entry at position " + position + " is the one that belongs at position " + wanted.get(hash)
                        + ": the order was changed");
            }
        });
    }

    private void take(LedgerFile.Line line) {
        if (line instanceof LedgerFile.EntryLine entry) {
            take(entry);
        } else if (line instanceof LedgerFile.CheckpointLine checkpoint) {
            take(checkpoint.jws());
        } else if (line instanceof LedgerFile.EndLine end) {
            ended = true;
            if (end.entries() != tree.size()) {
                fault("the file has " + tree.size() + " entries and says that it has " + end.entries());
            }
        }
    }

    private void take(LedgerFile.EntryLine line) {
        long position = tree.size();
        if (line.position() != position) {
            fault("position " + line.position() + " stands where position " + position + " belongs");
        }
        if (line.entry().isEmpty()) {
            fault("the entry at position " + position + " is gone: it was removed");
        } else {
            String entry = line.entry().get();
            Hash hash = Hash.leaf(entry.getBytes(StandardCharsets.UTF_8));
            if (!hash.equals(line.leaf())) {
                fault("the entry at position " + position + " is not the one that was put there: it was changed");
                found.put(hash, position);
            }
            identify(entry, position);
            if (entry.contains("\"code\":\"row.forged\"")) {
                forgedRows.add(position);
            }
        }
        if (line.entry().isEmpty() || found.containsValue(position)) {
            wanted.put(line.leaf(), position);
        }
        tree = tree.append(line.leaf());
        holdAgainstSeen();
    }

    private void identify(String entry, long position) {
        Matcher id = ID.matcher(entry);
        if (!id.find()) {
            fault("the entry at position " + position + " has no id");
        } else if (!ids.add(UUID.fromString(id.group(1)))) {
            fault("the entry at position " + position + ", " + id.group(1) + ", stands in the ledger twice");
        }
    }

    private void take(String jws) {
        checkpoints++;
        Statement.Checkpoint said;
        try {
            said = gatewaysWord.verify(new Receipt(jws), Statement.Checkpoint.class);
        } catch (StatementRefused e) {
            fault("the checkpoint after " + tree.size() + " entries is not to be believed: "
                    + String.valueOf(e.getMessage()));
            return;
        }
        if (last.isPresent() && !last.get().log().equals(said.log())) {
            fault("the checkpoint after " + tree.size() + " entries is of another ledger than those before");
        }
        if (said.size() != tree.size()) {
            fault("a checkpoint of " + said.size() + " entries stands after " + tree.size());
        } else if (!astray && !tree.root().toString().equals(said.root())) {
            astray = true;
            fault("the entries from position "
                    + last.map(Statement.Checkpoint::size).orElse(0L) + " to " + (said.size() - 1)
                    + " are not those that the gateway signed for: an entry was changed, removed, put in or moved, and"
                    + " the tree with it");
        }
        last = Optional.of(said);
    }

    private void holdAgainstSeen() {
        SeenCheckpoints.Seen one = seen.get(tree.size());
        if (one != null) {
            held++;
            if (!one.root().equals(tree.root())) {
                fault("the first " + one.size() + " entries are not those of the checkpoint that was seen here before");
            }
        }
    }

    private void fault(String sentence) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(sentence);
        }
    }

    /** What is wrong, at most {@value #MOST_FAULTS}; empty when all of it holds. */
    public List<String> faults() {
        return List.copyOf(faults);
    }

    /** Where the gateway itself put on record that a row of its database was forged. */
    public List<Long> forgedRows() {
        return List.copyOf(forgedRows);
    }

    public long entries() {
        return tree.size();
    }

    public Hash root() {
        return tree.root();
    }

    public int checkpoints() {
        return checkpoints;
    }

    /** How many of the checkpoints that were seen could be held against it. */
    public int heldAgainstSeen() {
        return held;
    }

    /** By how many entries the last checkpoint that was seen reaches further than the export. */
    public long missing() {
        return seen.isEmpty() ? 0 : Math.max(0, seen.lastKey() - tree.size());
    }

    /** The latest checkpoint that it holds. */
    public Optional<Statement.Checkpoint> latest() {
        return last;
    }
}
