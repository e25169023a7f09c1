package org.concordat.bundle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.bundle.Activation;
import org.concordat.routes.bundle.Activations;

/** What was put in force, kept by a test. */
final class MemoryActivations implements Activations {
    private final Deque<Activation> activations = new ArrayDeque<>();
    private final List<Packed> packed = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final List<Integer> forged = new ArrayList<>();
    boolean altered;

    @Override
    public String state() {
        return packed.size() + " " + altered;
    }

    @Override
    public Latest latest() {
        return activations.isEmpty()
                ? new Latest(0, Optional.empty())
                : new Latest(
                        activations.getFirst().number(),
                        altered ? Optional.empty() : Optional.of(packed.get(packed.size() - 1)));
    }

    @Override
    public boolean activate(Activation activation, Packed bundle, int after, Entry evidence) {
        if (latest().number() != after) {
            return false;
        }
        activations.addFirst(activation);
        packed.add(bundle);
        entries.add(evidence);
        return true;
    }

    @Override
    public List<Activation> history(int atMost) {
        return activations.stream().limit(atMost).toList();
    }

    @Override
    public void forged(int number) {
        forged.add(number);
    }
}
