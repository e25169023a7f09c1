package org.concordat.sandbox.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process that a run started, known by its number and by when it started: a number alone is given again to
 * strangers, and a stranger's process is never ended.
 */
record Known(long pid, Ending ending, String started) {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /**
     * The process writes itself down before it becomes the program, so that there is no instant in which it runs and
     * nobody knows it. Arguments: file, how it ends, program, arguments.
     */
    static final String WRITE_DOWN = "file=$1; ending=$2; shift 2; "
            + "if [ -r /proc/$$/stat ]; then "
            + "read -r boot </proc/sys/kernel/random/boot_id; started=$boot/$(cut -d' ' -f22 /proc/$$/stat); "
            + "else started=$(LC_ALL=C ps -o lstart= -p $$); fi; "
            + "echo \"$$ $ending $started\" >>\"$file\" && exec \"$@\"";

    static Optional<Known> parse(String line) {
        String[] fields = line.strip().split(" ", 3);
        if (fields.length < 3) {
            return Optional.empty(); // cut short by a full disk or a kill: the program was never started
        }
        return Optional.of(new Known(Long.parseLong(fields[0]), Ending.valueOf(fields[1]), fields[2].strip()));
    }

    boolean alive() throws IOException, InterruptedException {
        return started.equals(startOf(pid).orElse(""));
    }

    /** Whether any process of this number runs; one that has ended and waits to be collected does not. */
    static boolean runs(long pid) throws IOException, InterruptedException {
        return startOf(pid).isPresent();
    }

    /** Ends it, step by step, by force in the end; returns when it is gone. */
    void end() throws IOException, InterruptedException {
        for (Ending.Step step : ending.steps()) {
            if (!alive()) {
                return;
            }
            signal(step.signal());
            if (goneWithin(step.patience().toMillis())) {
                return;
            }
        }
        if (alive()) {
            signal("KILL");
            goneWithin(5_000);
        }
    }

    /**
     * The common signals need no helper: they can be sent even when no process can be started any more, as when the
     * Java installation was replaced under a running sandbox.
     */
    void signal(String name) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return;
        }
        switch (name) {
            case "TERM" -> process.get().destroy();
            case "KILL" -> process.get().destroyForcibly();
            default -> {
                try {
                    // the shell's own kill: the program of that name is missing on small machines
                    new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor();
                } catch (IOException nothingStarts) {
                    process.get().destroy();
                }
            }
        }
    }

    private boolean goneWithin(long milliseconds) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (alive()) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    private static Optional<String> startOf(long pid) throws IOException, InterruptedException {
        if (Files.isReadable(BOOT)) {
            return startInProc(pid);
        }
        Process ps = new ProcessBuilder("ps", "-o", "lstart=", "-p", Long.toString(pid)).start();
        String started = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return ps.waitFor() == 0 ? Optional.of(started) : Optional.empty();
    }

    private static Optional<String> startInProc(long pid) throws IOException {
        String stat;
        try {
            stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return Optional.empty();
        }
        // the program's name, the second field, may hold blanks and brackets: count after its last bracket
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        boolean ended = afterName[0].equals("Z") || afterName[0].equals("X"); // only waits to be collected
        return ended ? Optional.empty() : Optional.of(Files.readString(BOOT).strip() + "/" + afterName[19]);
    }
}
