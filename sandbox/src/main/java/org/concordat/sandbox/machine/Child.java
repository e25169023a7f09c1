package org.concordat.sandbox.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program that a run has started, and its log. */
public final class Child {
    private static final int LINES_OF_LOG_TO_SHOW = 12;

    private final Process process;
    private final Ending ending;
    private final Path log;

    Child(Process process, Ending ending, Path log) {
        this.process = process;
        this.ending = ending;
        this.log = log;
    }

    public long pid() {
        return process.pid();
    }

    /** Waits for the program to end by itself; whether it did. */
    public boolean endedWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Has somebody told when the program has ended, whoever ended it: its exit code and its log, in words. */
    public void whenEnded(Consumer<String> told) {
        CompletableFuture<Void> unused =
                process.onExit().thenAccept(ended -> told.accept("exit code " + ended.exitValue() + ", log " + log));
    }

    /** How the program ended: 0 is well. */
    public int outcome() {
        return process.exitValue();
    }

    /** Ends the program, politely first; returns when it is gone. */
    public void end() throws IOException, InterruptedException {
        Known known = new Known(pid(), ending, "");
        for (Ending.Step step : ending.steps()) {
            if (!process.isAlive()) {
                return;
            }
            known.signal(step.signal());
            if (endedWithin(step.patience())) {
                return;
            }
        }
        process.destroyForcibly().waitFor();
    }

    /** Kills it, as a machine does that loses its power; returns when it is gone. Its own children are not asked. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The end of what the program wrote, for a message that says why it did not start. */
    public String lastWords() throws IOException {
        if (!Files.exists(log)) {
            return "(it wrote nothing)";
        }
        // ISO-8859-1 reads any bytes: the program may have been cut short in the middle of a character
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG_TO_SHOW), lines.size()));
    }

    public boolean said(String words) throws IOException {
        return Files.exists(log)
                && Files.readString(log, StandardCharsets.ISO_8859_1).contains(words);
    }
}
