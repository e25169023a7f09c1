package org.concordat.sandbox.machine;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a sandbox on this machine: its folder, and a note of every process and folder that belongs to it, so that
 * nothing is left behind even if it is killed. Safe to use from several threads.
 */
public final class Run implements AutoCloseable {
    private final String id;
    private final Path note;
    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;
    private final Registry registry;
    private final List<Child> children = new ArrayList<>();
    private boolean closed;

    Run(Registry registry, String id, Path note, Path folder, FileChannel channel, FileLock lock) {
        this.registry = registry;
        this.id = id;
        this.note = note;
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    public String id() {
        return id;
    }

    /** This run's own folder; deleted when the run ends. */
    public Path folder() {
        return folder;
    }

    /** A further folder of this run, in the system's temporary folder, where other users can reach it. */
    public synchronized Path temporaryFolder() throws IOException {
        checkOpen();
        Path temporary =
                Path.of(System.getProperty("java.io.tmpdir"), "concordat-" + id).toAbsolutePath();
        Registry.claim(note, temporary, id);
        return temporary;
    }

    /**
     * Starts a program that belongs to this run. Its environment holds nothing but what is given and a search path, so
     * that settings of the user's own servers do not leak in; it has a session of its own, so that Ctrl-C reaches the
     * sandbox alone, which then stops everything in order. What it writes goes to a log in the run's folder.
     */
    public synchronized Child start(
            List<String> command, Map<String, String> environment, Ending ending, String logName) throws IOException {
        checkOpen();
        Path log = folder.resolve(logName);
        List<String> line = new ArrayList<>();
        Commands.ofThisMachine().find("setsid").ifPresent(line::add);
        line.addAll(List.of(
                "sh",
                "-c",
                Known.WRITE_DOWN,
                "sandbox",
                note.resolve(Registry.PROCESSES).toString()));
        line.add(ending.name());
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> inherited = new HashMap<>(builder.environment());
        builder.environment().clear();
        for (String name : List.of("PATH", "HOME", "TMPDIR")) {
            if (inherited.containsKey(name)) {
                builder.environment().put(name, inherited.get(name));
            }
        }
        builder.environment().putAll(environment);
        Child child = new Child(builder.start(), ending, log);
        children.add(child);
        return child;
    }

    /** Ends what is still running, deletes the folders, and forgets the run. A second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        boolean swept = false;
        try {
            endChildren();
            registry.sweep(id, note);
            swept = true;
        } finally {
            lock.release();
            channel.close();
            if (swept) { // else the next start finds the note, and what is left
                registry.forget(id, note);
            }
        }
    }

    /** Those that were started an instant ago may not have written themselves down yet. */
    private void endChildren() throws IOException {
        for (int last = children.size() - 1; last >= 0; last--) {
            try {
                children.get(last).end();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return; // the note has it too, and is swept next
            }
        }
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("run " + id + " has ended: nothing more can be started in it");
        }
    }

    /** The processes of this run that are alive. */
    public List<Long> processes() throws IOException {
        List<Long> alive = new ArrayList<>();
        try {
            for (Known known : Registry.processes(note)) {
                if (known.alive()) {
                    alive.add(known.pid());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return alive;
    }

    /** Writes a file of this run that only its user may read. */
    public Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
                        java.nio.file.attribute.PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, content, StandardCharsets.UTF_8, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
