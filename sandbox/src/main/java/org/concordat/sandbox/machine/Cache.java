package org.concordat.sandbox.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What is costly to prepare and the same for every run: kept in the user's cache folder, prepared once under a lock,
 * read-only afterwards. What was left half-finished is prepared again.
 */
public final class Cache {
    /** Written last, so that its presence means that all before it is there. */
    private static final String COMPLETE = ".complete";

    /** File locks are held by a process; its threads need locks of their own, one for each entry. */
    private static final Map<Path, Object> THREADS = new ConcurrentHashMap<>();

    private final Path root;

    public Cache(Path root) {
        this.root = root;
    }

    /** The cache of the user who runs this: {@code $XDG_CACHE_HOME/concordat}, else {@code ~/.cache/concordat}. */
    public static Cache ofUser(Map<String, String> environment) {
        String base = environment.get("XDG_CACHE_HOME");
        Path folder = base == null || base.isEmpty() || !Path.of(base).isAbsolute()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache")
                : Path.of(base);
        return new Cache(folder.resolve("concordat"));
    }

    public Path root() {
        return root;
    }

    /** Whether an entry is ready to use, so that nothing has to be prepared. */
    public boolean has(String name) {
        return Files.exists(root.resolve(name).resolve(COMPLETE));
    }

    /** The folder of an entry; prepares it when it is missing or half-finished. */
    public Path folder(String name, Preparation preparation, Consumer<String> progress)
            throws IOException, InterruptedException {
        Path folder = root.resolve(name);
        if (has(name)) {
            return folder;
        }
        Files.createDirectories(root);
        synchronized (THREADS.computeIfAbsent(folder.toAbsolutePath(), entry -> new Object())) {
            try (FileChannel channel = FileChannel.open(
                            root.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = waitFor(channel, name, progress)) {
                if (lock.isValid() && !has(name)) {
                    Folders.delete(folder);
                    Files.createDirectory(folder);
                    preparation.prepare(folder);
                    Files.createFile(folder.resolve(COMPLETE));
                    Folders.makeReadOnly(folder);
                }
            }
        }
        return folder;
    }

    private static FileLock waitFor(FileChannel channel, String name, Consumer<String> progress) throws IOException {
        FileLock free = channel.tryLock();
        if (free != null) {
            return free;
        }
        progress.accept("waiting for another sandbox that is preparing " + name);
        return channel.lock();
    }

    /** How an entry is filled. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Path folder) throws IOException, InterruptedException;
    }
}
