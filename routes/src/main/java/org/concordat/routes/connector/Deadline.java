package org.concordat.routes.connector;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The end of one attempt, which no trickle of bytes puts off: closes what the attempt runs on, unless it is closed itself
 * before. For one attempt.
 */
final class Deadline implements AutoCloseable {
    private final CompletableFuture<Boolean> passed = new CompletableFuture<>();

    private Deadline() {}

    static Deadline of(Duration timeOut, Closeable line) {
        Deadline deadline = new Deadline();
        deadline.passed.completeOnTimeout(true, timeOut.toMillis(), TimeUnit.MILLISECONDS);
        var unused = deadline.passed.thenAcceptAsync(passed -> {
            if (passed) {
                try {
                    line.close();
                } catch (IOException e) {
                    // it is of no use any more, which is what was wanted
                }
            }
        });
        return deadline;
    }

    boolean hasPassed() {
        return passed.getNow(false);
    }

    /** The attempt has ended by itself. */
    @Override
    public void close() {
        passed.complete(false);
    }
}
