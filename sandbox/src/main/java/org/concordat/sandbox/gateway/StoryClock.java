package org.concordat.sandbox.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Business time that a story moves: real time, ahead by what a file says ({@code PT4H30M}). Several processes share it
 * by its file.
 */
public final class StoryClock extends Clock {
    private final Path file;
    private final Clock real = Clock.systemUTC();

    public StoryClock(Path file) {
        this.file = file;
    }

    public Path file() {
        return file;
    }

    /** Sets the time; it goes on from there. */
    public void set(Instant now) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(next, Duration.between(real.instant(), now).toString());
        // put in place in one go: who reads it never sees half of it
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public Instant instant() {
        try {
            return Files.exists(file)
                    ? real.instant().plus(Duration.parse(Files.readString(file).strip()))
                    : real.instant();
        } catch (IOException e) {
            throw new UncheckedIOException("the story's clock cannot be read", e);
        }
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(real.withZone(zone), Duration.between(real.instant(), instant()));
    }
}
