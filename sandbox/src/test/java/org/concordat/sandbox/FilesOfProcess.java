package org.concordat.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a process of this machine may have written: the files that it holds open, deleted ones too, and all that lies in
 * a folder of its. Programs are left out.
 */
record FilesOfProcess(long pid, Path folder) {
    /** Whether this system tells (Linux does). */
    static boolean areTold() {
        return Files.exists(Path.of("/proc/self/fd"));
    }

    /** Those in which any of these words stands as it is. */
    Set<String> with(List<String> words) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : all()) {
            try {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (words.stream().map(FilesOfProcess::asBytes).anyMatch(content::contains)) {
                    found.add(file + " " + file.toRealPath(LinkOption.NOFOLLOW_LINKS));
                }
            } catch (NoSuchFileException gone) {
                // it was closed, or tidied up, meanwhile
            }
        }
        return found;
    }

    private static String asBytes(String word) {
        return new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            open.filter(Files::isRegularFile)
                    .filter(FilesOfProcess::isNoProgram)
                    .forEach(all::add);
        }
        try (Stream<Path> lying = Files.walk(folder)) {
            lying.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(all::add);
        }
        return all;
    }

    private static boolean isNoProgram(Path open) {
        try {
            String name = Files.readSymbolicLink(open).toString();
            return !name.endsWith(".jar") && !name.endsWith("/modules");
        } catch (IOException gone) {
            return false;
        }
    }
}
