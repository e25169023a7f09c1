package org.concordat.protection.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tree and its proofs against their slow twin, against published vectors, and altered bit by bit. */
class TreeTest {
    /** The inputs of RFC 6962's reference implementation, whose roots and proofs are published with it. */
    private static final List<String> INPUTS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private final Map<Tiles.At, byte[]> stored = new HashMap<>();
    private final AtomicInteger reads = new AtomicInteger();

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void roots_are_those_of_the_published_vectors(int size, String root) {
        Tiles tree = tree(published(size));
        assertThat(tree.root(size)).hasToString(root);
        assertThat(frontier(published(size)).root()).hasToString(root);
    }

    @Test
    void proofs_are_those_of_the_published_vectors() {
        Tiles tree = tree(published(8));
        assertThat(InclusionProof.of(tree, 5, 8).path())
                .extracting(Hash::toString)
                .containsExactly(
                        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
        assertThat(ConsistencyProof.of(tree, 6, 8).path())
                .extracting(Hash::toString)
                .containsExactly(
                        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    }

    @Test
    void roots_and_proofs_are_those_of_the_slow_twin_for_every_small_size() {
        List<byte[]> entries = numbered(201);
        Tiles tree = tree(entries);
        for (int size = 0; size <= 200; size++) {
            agrees(tree, entries, size, IntStream.range(0, size).boxed().toList());
        }
    }

    @Test
    void roots_and_proofs_are_those_of_the_slow_twin_across_tiles() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<byte[]> entries = numbered(66_000);
        Tiles tree = tree(entries);
        for (int size : new int[] {255, 256, 257, 511, 512, 65_535, 65_536, 65_537, 1 + random.nextInt(66_000)}) {
            List<Integer> some = random.ints(3, 0, size).boxed().toList();
            assertThat(tree.root(size))
                    .as("seed %d, size %d", seed, size)
                    .isEqualTo(frontier(entries.subList(0, size)).root());
            agrees(tree, entries, size, some);
        }
    }

    private static void agrees(Tiles tree, List<byte[]> entries, int size, List<Integer> at) {
        SlowTree slow = new SlowTree(entries.subList(0, size));
        Hash root = slow.mth();
        assertThat(tree.root(size)).as("root of %d", size).isEqualTo(root);
        for (int i : at) {
            InclusionProof inclusion = InclusionProof.of(tree, i, size);
            assertThat(inclusion.path()).as("path of %d in %d", i, size).isEqualTo(slow.path(i));
            assertThat(inclusion.holds(Hash.leaf(entries.get(i)), root)).isTrue();
            int from = i + 1;
            ConsistencyProof consistency = ConsistencyProof.of(tree, from, size);
            assertThat(consistency.path()).as("proof from %d to %d", from, size).isEqualTo(slow.proof(from));
            assertThat(consistency.holds(new SlowTree(entries.subList(0, from)).mth(), root))
                    .isTrue();
        }
    }

    @Test
    void with_nothing_everything_begins_but_only_with_nothing() {
        Tiles tree = tree(numbered(3));
        ConsistencyProof proof = ConsistencyProof.of(tree, 0, 3);
        assertThat(proof.holds(Hash.EMPTY, tree.root(3))).isTrue();
        assertThat(proof.holds(tree.root(1), tree.root(3))).isFalse();
        assertThat(ConsistencyProof.of(tree, 3, 3).holds(tree.root(3), tree.root(3)))
                .isTrue();
        assertThat(ConsistencyProof.of(tree, 3, 3).holds(tree.root(2), tree.root(3)))
                .isFalse();
    }

    @Test
    void a_proof_altered_in_any_bit_fails() {
        List<byte[]> entries = numbered(13);
        Tiles tree = tree(entries);
        Hash root = tree.root(13);
        for (int i = 0; i < 13; i++) {
            InclusionProof proof = InclusionProof.of(tree, i, 13);
            Hash leaf = Hash.leaf(entries.get(i));
            for (List<Hash> altered : alterations(proof.path())) {
                assertThat(new InclusionProof(i, 13, altered).holds(leaf, root)).isFalse();
            }
            altered(leaf).forEach(other -> assertThat(proof.holds(other, root)).isFalse());
            altered(root).forEach(other -> assertThat(proof.holds(leaf, other)).isFalse());
            for (int other = 0; other < 13; other++) {
                assertThat(new InclusionProof(other, 13, proof.path()).holds(leaf, root))
                        .isEqualTo(other == i);
            }
        }
        for (int from = 1; from < 13; from++) {
            ConsistencyProof proof = ConsistencyProof.of(tree, from, 13);
            Hash earlier = tree.root(from);
            for (List<Hash> altered : alterations(proof.path())) {
                assertThat(new ConsistencyProof(from, 13, altered).holds(earlier, root))
                        .isFalse();
            }
            altered(earlier)
                    .forEach(other -> assertThat(proof.holds(other, root)).isFalse());
            altered(root)
                    .forEach(other -> assertThat(proof.holds(earlier, other)).isFalse());
        }
    }

    @Test
    void a_proof_reads_no_more_than_a_tile_or_two_of_each_height() {
        List<byte[]> entries = numbered(66_000);
        tree(entries);
        reads.set(0);
        InclusionProof.of(new Tiles(this::find), 40_000, 66_000);
        assertThat(reads).hasValueLessThanOrEqualTo(6);
        reads.set(0);
        ConsistencyProof.of(new Tiles(this::find), 40_001, 66_000);
        assertThat(reads).hasValueLessThanOrEqualTo(6);
    }

    @Test
    void a_tree_grows_the_same_however_it_is_cut_into_turns() {
        List<byte[]> entries = numbered(600);
        Hash whole = tree(entries).root(600);
        stored.clear();
        int position = 0;
        for (int turn : new int[] {1, 254, 1, 1, 255, 88}) {
            Tiles tiles = new Tiles(this::find);
            for (int i = 0; i < turn; i++) {
                tiles.append(position, Hash.leaf(entries.get(position)));
                position++;
            }
            stored.putAll(tiles.written());
        }
        assertThat(new Tiles(this::find).root(600)).isEqualTo(whole);
    }

    @Test
    void what_lies_behind_the_end_of_the_tree_is_written_over() {
        tree(numbered(10));
        Tiles again = new Tiles(this::find);
        again.append(4, Hash.leaf(new byte[] {9}));
        assertThat(again.root(5)).isEqualTo(Hash.node(again.root(4), Hash.leaf(new byte[] {9})));
        assertThatThrownBy(() -> again.at(0, 5)).isInstanceOf(TreeBroken.class);
    }

    @Test
    void a_tree_that_lacks_hashes_is_not_gone_on_with() {
        tree(numbered(10));
        stored.clear();
        assertThatThrownBy(() -> new Tiles(this::find).append(10, Hash.EMPTY)).isInstanceOf(TreeBroken.class);
        assertThatThrownBy(() -> new Tiles(this::find).root(10)).isInstanceOf(TreeBroken.class);
    }

    private static List<List<Hash>> alterations(List<Hash> path) {
        List<List<Hash>> altered = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            for (Hash other : altered(path.get(i))) {
                List<Hash> copy = new ArrayList<>(path);
                copy.set(i, other);
                altered.add(copy);
            }
            List<Hash> shorter = new ArrayList<>(path);
            shorter.remove(i);
            altered.add(shorter);
            List<Hash> longer = new ArrayList<>(path);
            longer.add(i, path.get(i));
            altered.add(longer);
        }
        List<Hash> longer = new ArrayList<>(path);
        longer.add(Hash.EMPTY);
        altered.add(longer);
        return altered;
    }

    private static List<Hash> altered(Hash hash) {
        List<Hash> all = new ArrayList<>();
        for (int bit = 0; bit < Hash.LENGTH * 8; bit++) {
            byte[] bytes = hash.toByteArray();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            all.add(Hash.of(bytes));
        }
        return all;
    }

    private Tiles tree(List<byte[]> entries) {
        stored.clear();
        Tiles tiles = new Tiles(this::find);
        for (int i = 0; i < entries.size(); i++) {
            tiles.append(i, Hash.leaf(entries.get(i)));
        }
        stored.putAll(tiles.written());
        return new Tiles(this::find);
    }

    private Optional<byte[]> find(Tiles.At at) {
        reads.incrementAndGet();
        return Optional.ofNullable(stored.get(at));
    }

    private static Frontier frontier(List<byte[]> entries) {
        Frontier frontier = Frontier.EMPTY;
        for (byte[] entry : entries) {
            frontier = frontier.append(Hash.leaf(entry));
        }
        assertThat(frontier.size()).isEqualTo(entries.size());
        return frontier;
    }

    private static List<byte[]> published(int size) {
        return INPUTS.subList(0, size).stream().map(HexFormat.of()::parseHex).toList();
    }

    private static List<byte[]> numbered(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> ByteBuffer.allocate(4).putInt(i).array())
                .toList();
    }
}
