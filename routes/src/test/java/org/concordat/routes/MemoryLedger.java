package org.concordat.routes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.Nodes;
import org.concordat.protection.ledger.Tiles;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.ledger.Ledger;

/** The ledger in memory, over the entries that the other stores appended; a test may change whatever it likes. */
final class MemoryLedger implements Ledger {
    private final List<Entry> entries;
    final Map<UUID, Long> positions = new LinkedHashMap<>();
    final Map<Long, Entry> at = new HashMap<>();
    final Map<Tiles.At, byte[]> tiles = new HashMap<>();
    final List<Receipt> checkpoints = new ArrayList<>();
    final List<Long> sizes = new ArrayList<>();
    final Set<UUID> forged = new HashSet<>();
    final Set<Long> misfiled = new HashSet<>();
    final Set<Long> bereft = new HashSet<>();
    final Set<UUID> aside = new HashSet<>();

    MemoryLedger(List<Entry> entries) {
        this.entries = entries;
    }

    @Override
    public synchronized Optional<Receipt> extend(int atMost, Turn turn) {
        Tiles tree = new Tiles(tile -> Optional.ofNullable(tiles.get(tile)));
        List<Waiting> waiting = entries.stream()
                .filter(e -> !positions.containsKey(e.id()) && !aside.contains(e.id()))
                .limit(atMost)
                .map(e -> new Waiting(e, !forged.contains(e.id())))
                .toList();
        Growth growth = turn.grow(latest(), tree, waiting);
        tiles.putAll(tree.written());
        long position = growth.size();
        for (UUID taken : growth.taken()) {
            positions.put(taken, position);
            at.put(position++, entry(taken));
        }
        aside.addAll(growth.forged());
        entries.addAll(growth.evidence());
        if (!latest().equals(Optional.of(growth.checkpoint()))) {
            checkpoints.add(growth.checkpoint());
            sizes.add(position);
        }
        return latest();
    }

    private Entry entry(UUID id) {
        return entries.stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
    }

    @Override
    public synchronized Optional<Receipt> latest() {
        return checkpoints.isEmpty() ? Optional.empty() : Optional.of(checkpoints.get(checkpoints.size() - 1));
    }

    @Override
    public synchronized List<Receipt> checkpoints(long above, long upTo) {
        List<Receipt> found = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            if (sizes.get(i) > above && sizes.get(i) <= upTo) {
                found.add(checkpoints.get(i));
            }
        }
        return found;
    }

    @Override
    public synchronized Optional<Placed> find(UUID id) {
        return entries.stream()
                .filter(e -> e.id().equals(id))
                .findFirst()
                .map(e -> new Placed(e, Optional.ofNullable(positions.get(id))));
    }

    @Override
    public synchronized List<Line> lines(long from, int atMost) {
        List<Line> lines = new ArrayList<>();
        for (long position = from; position < from + atMost; position++) {
            Hash leaf = nodes().at(0, position);
            lines.add(new Line(
                    position,
                    leaf,
                    Optional.ofNullable(at.get(position)),
                    misfiled.contains(position),
                    bereft.contains(position)));
        }
        return lines;
    }

    @Override
    public synchronized long strays() {
        return aside.size();
    }

    @Override
    public synchronized <T> T reading(Function<Nodes, T> reader) {
        return reader.apply(nodes());
    }

    private Nodes nodes() {
        return new Tiles(tile -> Optional.ofNullable(tiles.get(tile)));
    }
}
