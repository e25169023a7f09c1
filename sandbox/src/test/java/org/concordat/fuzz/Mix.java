package org.concordat.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How many of which. */
final class Mix {
    private final List<Case.Family> hundred = new ArrayList<>();

    Mix(Scene scene, Path folder) throws Exception {
        ByteChanges bytes = new ByteChanges(scene);
        Insiders insiders = new Insiders(scene);
        Asks asks = new Asks(scene);
        // those inside with a good key go furthest, and are worth most
        add(22, insiders::withACrime);
        add(14, insiders::towardsTheCouncil);
        add(4, insiders::withAnotherKey);
        add(4, insiders::withTheUnseen);
        add(9, insiders::unsigned);
        add(10, bytes::plain);
        add(6, bytes::sealed);
        add(7, new Passes(scene)::changed);
        add(6, asks::asked);
        add(2, asks::mangled);
        add(2, asks::forAnother);
        add(4, new Receipts(scene)::changed);
        add(6, new Sayings(scene)::changed);
        add(3, new Questions(scene)::changed);
        add(1, new Strangers(scene, folder)::shown);
        if (hundred.size() != 100) {
            throw new IllegalStateException("the mix has " + hundred.size() + " parts of a hundred");
        }
    }

    private void add(int ofHundred, Case.Family family) {
        for (int i = 0; i < ofHundred; i++) {
            hundred.add(family);
        }
    }

    /** The case of that number: always the same of the same seed, but for the ids that this sandbox gave. */
    Case of(long seed, long number) throws Exception {
        Dice dice = new Dice(seed, number);
        return dice.of(hundred).next(dice);
    }
}
