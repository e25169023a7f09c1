package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.awaitility.Awaitility;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.Statement.Checkpoint;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementVerifier;

/**
 * The checkpoints that agencies were handed, and whether the ledger still is what each of them says: by the entries'
 * bytes and the definition of the tree (RFC 9162 section 2.1.1) alone, not by our own code for it. Safe to share.
 */
final class HandedOut {
    private final StatementVerifier gatewaysWord;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<Long, String> roots = new ConcurrentSkipListMap<>();

    HandedOut(StatementVerifier gatewaysWord) {
        this.gatewaysWord = gatewaysWord;
    }

    /** An agency got it. Two that have the same size and another root would be two histories. */
    void got(String jws) throws StatementRefused {
        if (seen.add(jws)) {
            Checkpoint checkpoint = gatewaysWord.verify(new Receipt(jws), Statement.Checkpoint.class);
            String before = roots.put(checkpoint.size(), checkpoint.root());
            if (before != null && !before.equals(checkpoint.root())) {
                throw new IllegalStateException("two checkpoints of size " + checkpoint.size() + " differ");
            }
        }
    }

    int count() {
        return roots.size();
    }

    /** Every entry has its place without gaps, and each checkpoint is that of the entries before its size. */
    void agreeWith(Ground ground, long seed) throws Exception {
        Awaitility.await("every entry has a position")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.rows("select id::text from entry where position is null and not set_aside")
                        .isEmpty());
        assertThat(ground.rows("select id::text from entry where set_aside"))
                .as("forged entries, seed %d", seed)
                .isEmpty();
        List<String> entries = ground.rows("select encode(bytes, 'hex') from entry order by position");
        assertThat(ground.rows("select max(position)::text from entry"))
                .as("no gaps, seed %d", seed)
                .containsExactly(String.valueOf(entries.size() - 1));
        List<byte[]> peaks = new ArrayList<>();
        agree(0, peaks, seed);
        for (int size = 1; size <= entries.size(); size++) {
            byte[] whole = hash(0, HexFormat.of().parseHex(entries.get(size - 1)), new byte[0]);
            for (int twins = size; twins % 2 == 0; twins /= 2) {
                whole = hash(1, peaks.remove(peaks.size() - 1), whole);
            }
            peaks.add(whole);
            agree(size, peaks, seed);
        }
        assertThat(roots.keySet()).allMatch(size -> size <= entries.size(), "of a size that the ledger has");
    }

    private void agree(long size, List<byte[]> peaks, long seed) throws NoSuchAlgorithmException {
        String signed = roots.get(size);
        if (signed != null) {
            byte[] root = size == 0 ? MessageDigest.getInstance("SHA-256").digest() : peaks.get(peaks.size() - 1);
            for (int peak = peaks.size() - 2; peak >= 0; peak--) {
                root = hash(1, peaks.get(peak), root);
            }
            assertThat(HexFormat.of().formatHex(root))
                    .as("the root over %d entries, seed %d", size, seed)
                    .isEqualTo(signed);
        }
    }

    private static byte[] hash(int prefix, byte[] left, byte[] right) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update((byte) prefix);
        sha256.update(left);
        return sha256.digest(right);
    }
}
