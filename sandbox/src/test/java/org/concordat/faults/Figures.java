package org.concordat.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a campaign came to, in a file of the build: {@code target/faults-<name>.txt}. */
final class Figures {
    private final String name;
    private final List<Duration> away = new ArrayList<>();

    Figures(String name) {
        this.name = name;
    }

    /** Something was killed, and its callers were served again after so long. */
    void killed(Duration servedAgainAfter) {
        away.add(servedAgainAfter);
    }

    void write(String load, long seed) throws IOException {
        Collections.sort(away);
        String line = "%s: %d kills, served again after %d ms in the median and %d ms at most; %s; seed %d%n"
                .formatted(
                        name,
                        away.size(),
                        away.get(away.size() / 2).toMillis(),
                        away.get(away.size() - 1).toMillis(),
                        load,
                        seed);
        Files.writeString(Path.of("target", "faults-" + name + ".txt"), line);
    }
}
