package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.concordat.protection.ledger.Pseudonyms;
import org.concordat.schemas.disclosure.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRingTest {
    private static final char[] PASSWORD = "a-word-of-the-test".toCharArray();
    private static final byte[] MESSAGE = "message".getBytes(StandardCharsets.UTF_8);

    /** One day from July on both are held; new values are made with the second from then, the first ends in August. */
    private static final String[] CHANGE = {"rows-1@2026-01-01..2026-08-01", "rows-2@2026-07-01"};

    @TempDir
    private Path folder;

    @Test
    void the_newest_key_whose_first_day_has_come_makes_new_values() throws Exception {
        assertThat(ring("2026-06-30T23:59:59Z", CHANGE).compute(MESSAGE)).startsWith("rows-1.");
        assertThat(ring("2026-07-01T00:00:00Z", CHANGE).compute(MESSAGE)).startsWith("rows-2.");
    }

    @Test
    void an_old_value_is_accepted_until_its_keys_window_ends() throws Exception {
        String old = ring("2026-06-30T12:00:00Z", CHANGE).compute(MESSAGE);
        assertThat(ring("2026-07-31T23:59:59Z", CHANGE).holds(old, MESSAGE)).isTrue();
        assertThat(ring("2026-08-01T00:00:00Z", CHANGE).holds(old, MESSAGE)).isFalse();
    }

    @Test
    void a_row_written_under_the_old_key_holds_beside_one_under_the_new() throws Exception {
        String old = new RowMacs(ring("2026-06-30T12:00:00Z", CHANGE), table -> {}).of("consent", "given");
        RowMacs changed = new RowMacs(ring("2026-07-02T12:00:00Z", CHANGE), table -> {});
        assertThat(changed.of("consent", "given")).startsWith("rows-2.");
        assertThat(changed.hold(old, "consent", "given")).isTrue();
        RowMacs after = new RowMacs(ring("2026-08-02T12:00:00Z", CHANGE), table -> {});
        assertThat(after.hold(old, "consent", "given")).isFalse();
    }

    @Test
    void a_node_whose_clock_is_ahead_is_believed() throws Exception {
        String ahead = ring("2026-07-01T00:00:00Z", CHANGE).compute(MESSAGE);
        assertThat(ring("2026-06-30T23:59:59Z", CHANGE).holds(ahead, MESSAGE)).isTrue();
    }

    @Test
    void a_person_is_found_under_the_old_pseudonym_and_the_new() throws Exception {
        Subject.Identifier spelt = new Subject.Identifier("nhs", "943 476 5919");
        Subject.Identifier plain = new Subject.Identifier("nhs", "9434765919");
        String before = new Pseudonyms(ring("2026-06-30T12:00:00Z", CHANGE)).of(spelt);
        Pseudonyms changed = new Pseudonyms(ring("2026-07-02T12:00:00Z", CHANGE));
        assertThat(changed.allOf(plain)).containsExactly(changed.of(plain), before);
        assertThat(new Pseudonyms(ring("2026-08-02T12:00:00Z", CHANGE)).allOf(plain))
                .containsExactly(changed.of(plain));
    }

    @Test
    void an_entry_without_days_has_no_window() throws Exception {
        assertThat(ring("1999-01-01T00:00:00Z", "rows-1").compute(MESSAGE)).startsWith("rows-1.");
    }

    @Test
    void of_two_without_days_the_higher_number_is_the_newer() throws Exception {
        assertThat(ring("2026-06-30T12:00:00Z", "rows-9", "rows-10").compute(MESSAGE))
                .startsWith("rows-10.");
    }

    @Test
    void keys_of_another_use_are_not_taken() throws Exception {
        assertThat(ring("2026-06-30T12:00:00Z", "rows-1", "pseudonyms-2")).hasToString("[rows-1]");
        refused("there is no key whose first day has come", "pseudonyms-2");
    }

    @Test
    void a_ring_that_would_be_without_a_key_one_day_is_refused_at_once() {
        refused("there is no key whose first day has come", "rows-1@2026-07-01");
        refused("the key rows-1 ends before a newer one begins", "rows-1@2026-01-01..2026-08-01");
        refused("the key rows-1 ends before a newer one begins", "rows-1@2026-01-01..2026-08-01", "rows-2@2026-08-02");
        refused("the key rows-1 ends before it begins", "rows-1@2026-01-01..2026-01-01", "rows-2");
        refused("two keys have one name", "rows-1", "rows-1@2026-01-01");
        refused("the entry 'rows-1@soon' is not called like rows-2@2026-07-01", "rows-1@soon");
        refused("'2026-13-01' is no day", "rows-1@2026-13-01");
    }

    @Test
    void a_short_key_is_refused() {
        assertThatThrownBy(() -> KeyRing.of("rows-1", new SecretKeySpec(new byte[16], "HmacSHA256")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key rows-1 has fewer than 256 bits");
    }

    @Test
    void another_password_reads_nothing_and_is_not_repeated() throws Exception {
        Path file = store("rows-1");
        assertThatThrownBy(() -> KeyRing.read(file, "another-word".toCharArray(), "rows", Clock.systemUTC()))
                .isInstanceOf(KeysUnreadable.class)
                .message()
                .contains("secrets.p12")
                .doesNotContain("another-word");
    }

    @Test
    void a_key_that_is_put_into_the_store_is_picked_up_while_none_is_given_up() throws Exception {
        KeyRing ring = ring("2026-07-02T00:00:00Z", "rows-1");
        String old = ring.compute(MESSAGE);
        store("rows-1", "rows-2@2026-07-01");
        waitUntilLookedAt();
        assertThat(ring.compute(MESSAGE)).startsWith("rows-2.");
        assertThat(ring.holds(old, MESSAGE)).isTrue();
        for (String[] worse : new String[][] {
            {"rows-2@2026-07-01"}, {"rows-1@2026-01-01..2026-07-02", "rows-2@2026-07-01"}, {}, {"rows-3@2026-07-03"}
        }) {
            store(worse);
            waitUntilLookedAt();
            assertThat(ring.names()).as(List.of(worse).toString()).containsExactly("rows-2", "rows-1");
        }
    }

    private static void waitUntilLookedAt() throws InterruptedException {
        new CountDownLatch(1).await(Renewed.SOON.toMillis() + 100, TimeUnit.MILLISECONDS);
    }

    private void refused(String because, String... entries) {
        assertThatThrownBy(() -> ring("2026-06-30T12:00:00Z", entries))
                .isInstanceOf(KeysUnreadable.class)
                .hasMessageContaining(because);
    }

    private KeyRing ring(String at, String... entries) throws Exception {
        return KeyRing.read(store(entries), PASSWORD, "rows", Clock.fixed(Instant.parse(at), ZoneOffset.UTC));
    }

    private Path store(String... entries) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD);
        for (String entry : List.of(entries)) {
            byte[] key = new byte[32];
            key[0] = (byte) entry.charAt(5);
            store.setKeyEntry(entry, new SecretKeySpec(key, "HmacSHA256"), PASSWORD, null);
        }
        Path file = folder.resolve("secrets.p12");
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD);
        }
        return file;
    }
}
