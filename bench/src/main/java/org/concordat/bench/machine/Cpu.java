package org.concordat.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a process and all that it started have cost so far, the ended ones too, by {@code /proc/PID/stat} (proc(5)). In
 * hundredths of a second, as the kernel counts there: a round lasts seconds.
 */
public final class Cpu {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_A_MILLI = 0.1;
    /** Fields after the command's name, which is in parentheses: counted from the state, the third of all. */
    private static final int PARENT = 1;

    private static final int USER = 11;
    /** As the kernel cuts the thread's name. */
    private static final String COMPILER = "C[12] CompilerThre\\s*";

    private static final int CHILDREN_SYSTEM = 14;

    private Cpu() {}

    /** Milliseconds that the tree of processes under this one has used until now. */
    public static double millis(long root) throws IOException {
        Map<Long, List<String>> all = all();
        Set<Long> tree = new HashSet<>(Set.of(root));
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Map.Entry<Long, List<String>> each : all.entrySet()) {
                grew |= tree.contains(Long.parseLong(each.getValue().get(PARENT))) && tree.add(each.getKey());
            }
        }
        long ticks = 0;
        for (long pid : tree) {
            List<String> fields = all.getOrDefault(pid, List.of());
            for (int field = USER; field <= CHILDREN_SYSTEM && field < fields.size(); field++) {
                ticks += Long.parseLong(fields.get(field));
            }
        }
        return ticks / TICKS_A_MILLI;
    }

    /**
     * Milliseconds that the just-in-time compilers of this Java process have used until now: what it costs to become warm,
     * and nothing of what an exchange costs in a process that has been up for days.
     */
    public static double compilingMillis(long pid) throws IOException {
        long ticks = 0;
        try (DirectoryStream<Path> threads =
                Files.newDirectoryStream(PROC.resolve(Long.toString(pid)).resolve("task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm"), StandardCharsets.ISO_8859_1)
                        .matches(COMPILER)) {
                    List<String> fields = fields(thread.resolve("stat"));
                    ticks += Long.parseLong(fields.get(USER)) + Long.parseLong(fields.get(USER + 1));
                }
            }
        }
        return ticks / TICKS_A_MILLI;
    }

    private static Map<Long, List<String>> all() throws IOException {
        Map<Long, List<String>> all = new HashMap<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                List<String> fields = fields(process.resolve("stat"));
                if (!fields.isEmpty()) {
                    all.put(Long.parseLong(process.getFileName().toString()), fields);
                }
            }
        }
        return all;
    }

    private static List<String> fields(Path stat) {
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return new ArrayList<>(
                    List.of(line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1)));
        } catch (NoSuchFileException ended) {
            return List.of();
        } catch (IOException e) {
            // a process that ends while it is read is told by an error of the device
            if (String.valueOf(e.getMessage()).contains("No such process")) {
                return List.of();
            }
            throw new UncheckedIOException(e);
        }
    }
}
