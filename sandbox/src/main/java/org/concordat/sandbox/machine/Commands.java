package org.concordat.sandbox.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The commands of this machine, as a search path finds them. */
public final class Commands {
    private final String searchPath;

    public Commands(String searchPath) {
        this.searchPath = searchPath;
    }

    /** Those that the sandbox itself was started with. */
    public static Commands ofThisMachine() {
        String path = System.getenv("PATH");
        return new Commands(path == null ? "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin" : path);
    }

    public Optional<String> find(String name) {
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate.toAbsolutePath().toString());
            }
        }
        return Optional.empty();
    }

    /** Whether a command exists, may be run here, and ends well within ten seconds. */
    public boolean succeeds(List<String> command) throws InterruptedException {
        Optional<String> program = find(command.get(0));
        if (program.isEmpty()) {
            return false;
        }
        List<String> line = new ArrayList<>(command);
        line.set(0, program.get());
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException refused) {
            return false;
        }
    }
}
