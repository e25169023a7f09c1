package org.concordat.protection.key;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What stands in files, as they are now: they are read again when one of them was replaced. What cannot be used is logged
 * once, and tried again soon: it may be another password, owner or mode that it lacks. Safe to share.
 */
public final class Renewed<T> implements Supplier<T> {
    /** How soon keys that were put into a store are used, where looking at each use would cost more than the use. */
    public static final Duration SOON = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(Renewed.class.getName());

    private final Duration every;
    private final List<Path> files;
    private final Reading<T> reading;
    private final BiPredicate<T, T> accepted;
    private final UnaryOperator<T> otherwise;
    private volatile Read<T> read;
    private volatile long looked;
    private List<Map<String, Object>> refused = List.of();
    private long refusedAt;

    private record Read<T>(List<Map<String, Object>> versions, T value) {}

    /** How the files are read. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws KeysUnreadable;
    }

    private Renewed(
            Duration every,
            List<Path> files,
            Read<T> first,
            Reading<T> reading,
            BiPredicate<T, T> accepted,
            UnaryOperator<T> otherwise) {
        this.every = every;
        this.files = List.copyOf(files);
        this.reading = reading;
        this.accepted = accepted;
        this.otherwise = otherwise;
        this.read = first;
        this.looked = System.nanoTime() - every.toNanos();
    }

    /**
     * Of files that must be there. What cannot be read later, or is not accepted, changes nothing but the log.
     *
     * @param every looks at the files no more often
     * @param accepted whether what was read before may be given up for what is there now
     */
    public static <T> Renewed<T> of(Duration every, List<Path> files, Reading<T> reading, BiPredicate<T, T> accepted)
            throws KeysUnreadable {
        Read<T> first = new Read<>(versions(files), reading.read());
        return new Renewed<>(every, files, first, reading, accepted, UnaryOperator.identity());
    }

    /** Of a file that may be missing: where it is, or cannot be read, there is nothing. Looked at whenever it is asked. */
    public static <T> Renewed<Optional<T>> ofAny(Path file, Reading<T> reading) {
        Read<Optional<T>> none = new Read<>(List.of(), Optional.empty());
        Reading<Optional<T>> any = () -> Files.exists(file) ? Optional.of(reading.read()) : Optional.empty();
        return new Renewed<>(
                Duration.ZERO, List.of(file), none, any, (before, now) -> true, before -> Optional.empty());
    }

    @Override
    public T get() {
        long now = System.nanoTime();
        if (now - looked >= every.toNanos()) {
            looked = now;
            List<Map<String, Object>> versions = versions(files);
            if (!versions.equals(read.versions())) {
                renew(versions);
            }
        }
        return read.value();
    }

    private synchronized void renew(List<Map<String, Object>> versions) {
        boolean again = versions.equals(refused);
        if (versions.equals(read.versions()) || (again && System.nanoTime() - refusedAt < SOON.toNanos())) {
            return;
        }
        try {
            T now = reading.read();
            if (!accepted.test(read.value(), now)) {
                throw new KeysUnreadable("it lacks what is in use, or may not be used", null);
            }
            read = new Read<>(versions, now);
            refused = List.of();
        } catch (KeysUnreadable | RuntimeException e) {
            // whatever is wrong with it, what was read before is not lost by it
            if (!again) {
                LOG.log(Level.ERROR, "{0} cannot be used: {1}", files, String.valueOf(e.getMessage()));
            }
            read = new Read<>(List.of(), otherwise.apply(read.value()));
            refused = versions;
            refusedAt = System.nanoTime();
        }
    }

    private static List<Map<String, Object>> versions(List<Path> files) {
        return files.stream().map(Renewed::version).toList();
    }

    /** By what a file that is replaced as a whole is known to be another; empty when it cannot be looked at. */
    private static Map<String, Object> version(Path file) {
        try {
            return Files.readAttributes(file, "lastModifiedTime,size,fileKey");
        } catch (IOException e) {
            return Map.of();
        }
    }
}
