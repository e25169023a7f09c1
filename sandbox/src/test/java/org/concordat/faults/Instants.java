package org.concordat.faults;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Instants at which something breaks: at random, and the same again with the same seed. */
final class Instants {
    private static final String SEED = "concordat.faults.seed";
    private static final String KILLS = "concordat.faults.kills";

    private final long seed;
    private final Random random;

    private Instants(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** Of the seed that was given, else of a new one. */
    static Instants seeded() {
        return new Instants(Long.getLong(SEED, System.nanoTime()));
    }

    /** How often something is to be killed: so often by default, and more with {@code -Pfaults}. */
    static int kills() {
        return Integer.getInteger(KILLS, 10);
    }

    long seed() {
        return seed;
    }

    /** A random number of things, up to so many. */
    int some(int most) {
        return random.nextInt(most + 1);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** Lets a random time pass, up to so many milliseconds. */
    void pass(int longest) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(longest + 1));
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
