package org.concordat.protection.ledger;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tree as it is stored: rows of up to {@value #WIDTH} hashes, of leaves, of the roots of whole rows of leaves, and so
 * on. Reads what it needs and remembers what it wrote, until that is stored. Not safe to share.
 */
public final class Tiles implements Nodes {
    /** Hashes in a whole tile. */
    public static final int WIDTH = 1 << Tiles.STEP;

    private static final int STEP = 8;

    private final Store store;
    private final Map<At, byte[]> read = new HashMap<>();
    private final Map<At, byte[]> written = new TreeMap<>();

    public Tiles(Store store) {
        this.store = store;
    }

    /** Where tiles are kept. */
    @FunctionalInterface
    public interface Store {
        /** The hashes of a tile one after the other; empty where there is none. */
        Optional<byte[]> find(At at);
    }

    /**
     * Which tile.
     *
     * @param height of the subtrees whose roots it holds: a multiple of 8
     * @param index its place among the tiles of this height
     */
    public record At(int height, long index) implements Comparable<At> {
        @Override
        public int compareTo(At other) {
            return height == other.height ? Long.compare(index, other.index) : Integer.compare(height, other.height);
        }
    }

    /** Adds the leaf of the next position. */
    public void append(long position, Hash leaf) {
        Hash hash = leaf;
        int height = 0;
        for (long index = position; ; index >>= STEP, height += STEP) {
            At at = new At(height, index >> STEP);
            int place = (int) (index & (WIDTH - 1));
            byte[] tile = place == 0 ? new byte[0] : tile(at);
            if (tile.length < place * Hash.LENGTH) {
                throw new TreeBroken("the tree lacks hashes before position " + position);
            }
            // what stands behind the place is of a tree that was never signed
            ByteArrayOutputStream longer = new ByteArrayOutputStream();
            longer.write(tile, 0, place * Hash.LENGTH);
            longer.writeBytes(hash.toByteArray());
            written.put(at, longer.toByteArray());
            if (place < WIDTH - 1) {
                return;
            }
            hash = fold(longer.toByteArray(), 0, WIDTH);
        }
    }

    @Override
    public Hash at(int height, long index) {
        int above = height % STEP;
        long first = index << above;
        At at = new At(height - above, first >> STEP);
        int place = (int) (first & (WIDTH - 1));
        byte[] tile = tile(at);
        int wanted = 1 << above;
        if (tile.length < (place + wanted) * Hash.LENGTH) {
            throw new TreeBroken("the tree lacks hashes of height " + at.height() + " in tile " + at.index());
        }
        return fold(tile, place, wanted);
    }

    /** Whether anything is stored of the first tile of this height. */
    public boolean holds(int height) {
        return tile(new At(height, 0)).length > 0;
    }

    /** What is to be stored, in one order for all. */
    public Map<At, byte[]> written() {
        return new TreeMap<>(written);
    }

    private byte[] tile(At at) {
        byte[] own = written.get(at);
        return own != null
                ? own
                : read.computeIfAbsent(at, missing -> store.find(missing).orElse(new byte[0]));
    }

    private static Hash fold(byte[] tile, int place, int count) {
        if (count == 1) {
            return Hash.of(Arrays.copyOfRange(tile, place * Hash.LENGTH, (place + 1) * Hash.LENGTH));
        }
        return Hash.node(fold(tile, place, count / 2), fold(tile, place + count / 2, count / 2));
    }
}
