package org.concordat.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** The chance in one case: always the same for the same seed and number. */
final class Dice {
    private static final long APART = 0x9E37_79B9_7F4A_7C15L;

    private final SplittableRandom random;

    Dice(long seed, long number) {
        // each case begins elsewhere, so that any of them can be done again by itself
        random = new SplittableRandom((seed ^ (number * APART)) + APART);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From the first to the last, both included. */
    int between(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A version 4 UUID. */
    UUID uuid() {
        return new UUID(
                (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x4000L,
                (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
    }

    /** A version 7 UUID of that moment. */
    UUID uuid(long millis) {
        return new UUID(
                (millis << 16) | 0x7000L | random.nextInt(0x1000), (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
    }
}
