package org.concordat.protection.key;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What stands in files, as they are now: they are read again when one of them was replaced. Safe to share. */
public final class Renewed<T> implements Supplier<T> {
    /** How soon keys that were put into a store are used, where looking at each use would cost more than the use. */
    public static final Duration SOON = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(Renewed.class.getName());

    private final Duration every;
    private final List<Path> files;
    private final UnaryOperator<T> next;
    private volatile Read<T> read;
    private volatile long looked;

    private record Read<T>(List<Optional<List<Object>>> versions, T value) {}

    /** How the files are read. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws KeysUnreadable;
    }

    private Renewed(Duration every, List<Path> files, Read<T> first, UnaryOperator<T> next) {
        this.every = every;
        this.files = List.copyOf(files);
        this.next = next;
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
        return new Renewed<>(every, files, first, before -> {
            try {
                T now = reading.read();
                if (accepted.test(before, now)) {
                    return now;
                }
            } catch (KeysUnreadable e) {
                // half-written, most likely: whole, it is another version
            }
            LOG.log(Level.ERROR, "{0}: replaced by what cannot be used; what was read before stays in use", files);
            return before;
        });
    }

    /** Of a file that may be missing: where it is, or cannot be read, there is nothing. Looked at whenever it is asked. */
    public static <T> Renewed<Optional<T>> ofAny(Path file, Reading<T> reading) {
        Read<Optional<T>> none = new Read<>(List.of(), Optional.empty());
        return new Renewed<>(Duration.ZERO, List.of(file), none, before -> {
            try {
                return Optional.of(reading.read());
            } catch (KeysUnreadable e) {
                if (Files.exists(file)) {
                    LOG.log(Level.ERROR, "{0} cannot be read", file.getFileName());
                }
                return Optional.empty();
            }
        });
    }

    @Override
    public T get() {
        long now = System.nanoTime();
        if (now - looked >= every.toNanos()) {
            looked = now;
            List<Optional<List<Object>>> versions = versions(files);
            if (!versions.equals(read.versions())) {
                renew(versions);
            }
        }
        return read.value();
    }

    private synchronized void renew(List<Optional<List<Object>>> versions) {
        if (!versions.equals(read.versions())) {
            read = new Read<>(versions, next.apply(read.value()));
        }
    }

    private static List<Optional<List<Object>>> versions(List<Path> files) {
        return files.stream().map(Renewed::version).toList();
    }

    /** By what a file that is replaced as a whole is known to be another; empty when it cannot be looked at. */
    private static Optional<List<Object>> version(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(List.of(is.lastModifiedTime(), is.size(), String.valueOf(is.fileKey())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
