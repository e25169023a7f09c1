package org.concordat.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.concordat.sandbox.machine.Run;

/**
 * The addresses of a running sandbox in a file, one {@code KEY=value} a line. Each run has its own; a copy at the
 * clone's well-known place is that of the sandbox which was started last.
 */
final class Environment implements AutoCloseable {
    private final Path own;
    private final Path wellKnown;
    private final String content;

    private Environment(Path own, Path wellKnown, String content) {
        this.own = own;
        this.wellKnown = wellKnown;
        this.content = content;
    }

    static Environment write(Run run, Path home, Map<String, String> values) throws IOException {
        StringBuilder lines = new StringBuilder("RUN=" + run.id() + "\n");
        new TreeMap<>(values)
                .forEach((key, value) ->
                        lines.append(key).append('=').append(value).append('\n'));
        String content = lines.toString();
        Path own = run.write("environment", content);
        Path wellKnown = home.resolve("environment");
        // put in place in one go: who reads it never sees half of it
        Files.move(
                run.write("environment.new", content),
                wellKnown,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return new Environment(own, wellKnown, content);
    }

    Path file() {
        return own;
    }

    /** Takes the copy away, unless another sandbox has put its own there since. */
    @Override
    public void close() throws IOException {
        if (Files.exists(wellKnown) && Files.readString(wellKnown).equals(content)) {
            Files.deleteIfExists(wellKnown);
        }
    }
}
