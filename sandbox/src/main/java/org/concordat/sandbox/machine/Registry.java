package org.concordat.sandbox.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The runs of this user on this machine. A run that lives holds the lock of its note; a note whose lock is free was
 * left by a run that was killed, and whoever finds it ends its processes and deletes its folders.
 */
public final class Registry {
    static final String PROCESSES = "processes";
    private static final String FOLDERS = "folders";
    private static final String LOCK = "lock";
    /** In each folder of a run, so that nothing is ever deleted that is not a run's own. */
    private static final String MARK = ".concordat-run";

    /** Closing any channel of a file gives up this process's locks on it: never open those of our own runs. */
    private static final Set<Path> LIVING_IN_THIS_PROCESS = new HashSet<>();

    private final Path root;

    public Registry(Path root) {
        this.root = root;
    }

    /** Begins a run whose folder is a new one in the given folder; cleans up first after runs that were killed. */
    public Run begin(Path parent, Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(root);
        Files.createDirectories(parent);
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        String id = HexFormat.of().formatHex(random);
        Path note = root.resolve(id);
        synchronized (LIVING_IN_THIS_PROCESS) {
            try (FileChannel whole = open(root.resolve(LOCK));
                    FileLock exclusive = whole.lock()) {
                if (exclusive.isValid()) {
                    cleanUp(progress);
                }
                Files.createDirectory(note);
                FileChannel channel = open(note.resolve(LOCK));
                FileLock lock = channel.lock();
                LIVING_IN_THIS_PROCESS.add(note);
                Path folder = parent.toAbsolutePath().resolve(id);
                claim(note, folder, id);
                return new Run(this, id, note, folder, channel, lock);
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Notes the folder first and makes it then: killed between the two, it is missing, not forgotten. */
    static void claim(Path note, Path folder, String id) throws IOException {
        Files.writeString(note.resolve(FOLDERS), folder + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Files.createDirectory(
                folder,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rwx------")));
        Files.writeString(folder.resolve(MARK), id);
    }

    private void cleanUp(Consumer<String> progress) throws IOException, InterruptedException {
        List<Path> notes;
        try (var entries = Files.list(root)) {
            notes = entries.filter(Files::isDirectory)
                    .filter(note -> !LIVING_IN_THIS_PROCESS.contains(note))
                    .toList();
        }
        for (Path note : notes) {
            try (FileChannel channel = open(note.resolve(LOCK));
                    FileLock dead = channel.tryLock()) {
                if (dead != null) {
                    String id = note.getFileName().toString();
                    progress.accept("cleaning up after run " + id + ", which was killed");
                    sweep(id, note);
                    Folders.delete(note);
                }
            }
        }
    }

    /** Ends the processes of a run and deletes its folders. */
    void sweep(String id, Path note) throws IOException {
        boolean interrupted = false;
        List<Known> processes = new ArrayList<>(processes(note));
        java.util.Collections.reverse(processes); // what was started last may need what was started first
        for (Known known : processes) {
            try {
                known.end();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        for (Path folder : folders(note)) {
            Path mark = folder.resolve(MARK);
            if (Files.isRegularFile(mark) && Files.readString(mark).equals(id)) {
                Folders.delete(folder);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void forget(String id, Path note) throws IOException {
        synchronized (LIVING_IN_THIS_PROCESS) {
            LIVING_IN_THIS_PROCESS.remove(note);
            Folders.delete(note);
        }
    }

    static List<Known> processes(Path note) throws IOException {
        return lines(note.resolve(PROCESSES)).stream()
                .map(Known::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Path> folders(Path note) throws IOException {
        return lines(note.resolve(FOLDERS)).stream()
                .filter(line -> !line.isBlank())
                .map(Path::of)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    }
}
