package org.concordat.sandbox.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a sandbox needs of its machine, checked before anything is started: one line for each thing that is missing. */
public final class Requirements {
    private static final long MEBI = 1024L * 1024L;
    private static final long MEMORY = 2_000 * MEBI;
    private static final long DISK_OF_A_RUN = 500 * MEBI;
    private static final long DISK_OF_THE_CACHE = 700 * MEBI;

    private Requirements() {}

    /** What is missing, and what to do about it; empty when all is well. */
    public static List<String> missing(Path cache, boolean cached, Path runs) throws IOException {
        List<String> missing = new ArrayList<>();
        missingMemory(availableMemory()).ifPresent(missing::add);
        missingDisk(runs, DISK_OF_A_RUN, "free some, or clone to a larger disk").ifPresent(missing::add);
        if (!cached) {
            missingDisk(cache, DISK_OF_THE_CACHE, "free some, or set XDG_CACHE_HOME to a folder on a larger disk")
                    .ifPresent(missing::add);
        }
        return missing;
    }

    static Optional<String> missingMemory(OptionalLong available) {
        if (available.isEmpty() || available.getAsLong() >= MEMORY) {
            return Optional.empty();
        }
        return Optional.of("memory: " + available.getAsLong() / MEBI + " MB available, " + MEMORY / MEBI
                + " MB needed: close other programs, or give this machine more");
    }

    private static Optional<String> missingDisk(Path folder, long needed, String advice) throws IOException {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        long usable = Files.getFileStore(existing).getUsableSpace();
        return usable >= needed
                ? Optional.empty()
                : Optional.of("disk: " + usable / MEBI + " MB free in " + existing + ", " + needed / MEBI
                        + " MB needed: " + advice);
    }

    /** What the machine has left, or this container, if that is less; unknown where there is no {@code /proc}. */
    private static OptionalLong availableMemory() throws IOException {
        OptionalLong machine = OptionalLong.empty();
        Path meminfo = Path.of("/proc/meminfo");
        if (Files.isReadable(meminfo)) {
            machine = Files.readAllLines(meminfo).stream()
                    .filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        }
        OptionalLong limit = number(Path.of("/sys/fs/cgroup/memory.max"));
        OptionalLong used = number(Path.of("/sys/fs/cgroup/memory.current"));
        if (machine.isPresent() && limit.isPresent() && used.isPresent()) {
            return OptionalLong.of(Math.min(machine.getAsLong(), limit.getAsLong() - used.getAsLong()));
        }
        return machine;
    }

    private static OptionalLong number(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return OptionalLong.empty();
        }
        String content = Files.readString(file).strip();
        return content.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(content)) : OptionalLong.empty();
    }
}
