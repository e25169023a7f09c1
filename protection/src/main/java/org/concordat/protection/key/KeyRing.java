package org.concordat.protection.key;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The secret keys of one use, old and new: the newest whose first day has come makes new values, every other is accepted
 * until its window ends. A key that is held before its first day is accepted too: another node's clock may be ahead.
 * Safe to share.
 */
public final class KeyRing {
    private final Supplier<List<DatedKey>> newestFirst;
    private final Clock realTime;

    private KeyRing(Supplier<List<DatedKey>> newestFirst, Clock realTime) {
        this.newestFirst = newestFirst;
        this.realTime = realTime;
    }

    /** One key without a window.
     *
     * @param name its use and number, e.g. {@code pseudonyms-1} */
    public static KeyRing of(String name, SecretKey key) {
        List<DatedKey> only = List.of(DatedKey.of(name, key));
        return new KeyRing(() -> only, Clock.systemUTC());
    }

    /**
     * Reads the keys of a use from a PKCS#12 store, whose entries are called {@code <use>-<number>}, with {@code @} and
     * their days where they have any: {@code rows-1@2026-01-01..2026-08-01}, {@code rows-2@2026-07-01}. It is read again when
     * it was replaced, if no key is missing then whose window has not ended.
     *
     * @param realTime by which the windows are judged; never the clock of stories and tests
     * @throws KeysUnreadable also when a moment from now on would have no key to make values with
     */
    public static KeyRing read(Path file, char[] password, String use, Clock realTime) throws KeysUnreadable {
        return new KeyRing(
                Renewed.of(
                        Renewed.SOON,
                        List.of(file),
                        () -> keys(file, password, use, realTime),
                        (before, next) -> accepted(before, realTime)
                                .allMatch(key -> accepted(next, realTime).anyMatch(key::isSame))),
                realTime);
    }

    /** The newest first. */
    static List<DatedKey> keys(Path file, char[] password, String use, Clock realTime) throws KeysUnreadable {
        List<DatedKey> keys = new ArrayList<>();
        KeyStore store = Pkcs12.read(file, password);
        try {
            for (String entry : Collections.list(store.aliases())) {
                if (entry.matches(use + "-[0-9].*") && store.getKey(entry, password) instanceof SecretKey key) {
                    keys.add(DatedKey.of(entry, key));
                }
            }
            requireWhole(keys, realTime);
        } catch (GeneralSecurityException e) {
            throw Pkcs12.unreadable(file, e);
        } catch (IllegalArgumentException e) {
            throw new KeysUnreadable(file + ", keys for " + use + ": " + e.getMessage(), e);
        }
        keys.sort(Comparator.comparing(DatedKey::from)
                .thenComparing(DatedKey::number)
                .reversed());
        return List.copyOf(keys);
    }

    private static void requireWhole(List<DatedKey> keys, Clock realTime) {
        if (!keys.stream().map(DatedKey::name).allMatch(new HashSet<>()::add)) {
            throw new IllegalArgumentException("two keys have one name");
        }
        if (keys.stream().noneMatch(begun(realTime))) {
            throw new IllegalArgumentException("there is no key whose first day has come");
        }
        // INVARIANT: there is a key at every moment from now on, so that a running gateway never is without one
        for (DatedKey key : keys) {
            if (key.until().isPresent() && keys.stream().noneMatch(n -> isNext(n, key))) {
                throw new IllegalArgumentException("the key " + key + " ends before a newer one begins");
            }
        }
    }

    private static boolean isNext(DatedKey newer, DatedKey key) {
        return newer.from().isAfter(key.from())
                && !newer.from().isAfter(key.until().orElse(Instant.MAX));
    }

    /** The value of a message under the newest key. */
    public String compute(byte[] message) {
        return newestFirst.get().stream()
                .filter(begun(realTime))
                .findFirst()
                .orElseThrow()
                .compute(message);
    }

    /** The values of a message under every accepted key, the newest first. */
    public List<String> computeAll(byte[] message) {
        return accepted(newestFirst.get(), realTime)
                .map(k -> k.compute(message))
                .toList();
    }

    /** Whether a value was computed of this message with a key that is accepted. */
    boolean holds(String value, byte[] message) {
        byte[] given = value.getBytes(StandardCharsets.US_ASCII);
        return accepted(newestFirst.get(), realTime)
                .filter(k -> value.startsWith(k.name() + "."))
                .anyMatch(k -> MessageDigest.isEqual(k.compute(message).getBytes(StandardCharsets.US_ASCII), given));
    }

    /** The names of the keys that are accepted, the newest first. */
    public List<String> names() {
        return accepted(newestFirst.get(), realTime).map(DatedKey::name).toList();
    }

    private static Stream<DatedKey> accepted(List<DatedKey> keys, Clock realTime) {
        Instant now = realTime.instant();
        return keys.stream().filter(k -> k.until().map(now::isBefore).orElse(true));
    }

    private static Predicate<DatedKey> begun(Clock realTime) {
        Instant now = realTime.instant();
        return key -> !now.isBefore(key.from());
    }

    @Override
    public String toString() {
        return newestFirst.get().toString();
    }
}
