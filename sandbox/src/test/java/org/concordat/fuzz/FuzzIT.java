package org.concordat.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.concordat.hostile.Records;
import org.concordat.hostile.Witness;
import org.concordat.protection.receipt.Digest;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Valid disclosures, sealed copies, tokens, certificates, receipts and requests, each changed in a way that chance
 * chose: every one is refused in the gateway's own words, nothing is kept, nothing leaves, and nothing fails.
 *
 * <p>{@code -Dfuzz.cases=} says how many, {@code -Dfuzz.seed=} which, {@code -Dfuzz.first=} from which on: a failure names
 * its seed and number, and {@code -Dfuzz.cases=1} with both does it again.
 */
@ExtendWith(SharedStack.Extension.class)
class FuzzIT {
    private static final int THREADS = 4;
    private static final int MOST_FAULTS = 20;
    private static final int TRIES = 3;
    private static final Clock REAL = Clock.systemUTC();
    /** Of the disclosures: neither in an answer nor in the gateway's log. */
    private static final List<String> PERSONAL = List.of(
            "Harrow",
            "Dale",
            "Asha",
            "0654321",
            "X900001",
            "1991-03-14",
            "Sample Terrace",
            "Refuge Example",
            "cut lip");
    /** Of the gateway's making: not in an answer. */
    private static final List<String> INWARD =
            List.of("Xerces", "org.concordat", "org.postgresql", "org.apache", "java.lang");

    private final long seed = Long.getLong("concordat.fuzz.seed", 1);
    private final long first = Long.getLong("concordat.fuzz.first", 0);
    private final long cases = Long.getLong("concordat.fuzz.cases", 20_000);

    private final AtomicLong next = new AtomicLong(first);
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Map<String, Integer>> tally = new TreeMap<>();
    /** Whose, and its digest: chance makes the same change twice, and the same bytes are set aside once. */
    private final Set<String> setAside = new HashSet<>();

    @Test
    void of_ten_thousands_of_changed_inputs_none_is_taken_none_is_kept_and_none_fails(
            SharedStack stack, @TempDir Path folder) throws Exception {
        Duration ahead =
                Duration.between(REAL.instant(), stack.assembly().clock().instant());
        try (Witness witness = new Witness(stack)) {
            Scene scene = new Scene(stack, Files.createDirectory(folder.resolve("attacker")), witness);
            Mix mix = new Mix(scene, Files.createDirectory(folder.resolve("stranger")));
            witness.awaitQuiet();
            Path log = stack.run().folder().resolve("gateway.log");
            long logged = Files.size(log);
            Kept before = Kept.look(witness, stack);

            long begun = System.nanoTime();
            inThreads(scene, mix);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            List<String> complaints = complaints(log, logged);
            report(took, complaints);

            witness.awaitQuiet();
            Kept after = Kept.look(witness, stack);
            // all of it is looked at, whatever was found first
            SoftAssertions.assertSoftly(all -> {
                all.assertThat(faults)
                        .as("seed " + seed + ", each with its number")
                        .isEmpty();
                all.assertThat(complaints)
                        .as("what the gateway's log complains of")
                        .isEmpty();
                all.assertThat(after.rows()).as("rows, with seed " + seed).isEqualTo(before.rows());
                all.assertThat(after.pushes())
                        .as("pushes to partners, with seed " + seed)
                        .isEqualTo(before.pushes());
                all.assertThat(after.quarantined() - before.quarantined())
                        .as("documents set aside, with seed " + seed)
                        .isEqualTo(setAside.size());
            });
            scene.tidy();
        } finally {
            stack.assembly().clock().set(REAL.instant().plus(ahead));
        }
    }

    private void inThreads(Scene scene, Mix mix) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    strike(scene, mix);
                    return null;
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private void strike(Scene scene, Mix mix) throws Exception {
        Map<String, Line> lines = new HashMap<>();
        try {
            for (String agency : Scene.AGENCIES) {
                lines.put(agency, scene.line(agency));
            }
            lines.put(Records.COMPANY, scene.line(Records.COMPANY));
            for (long number = next.getAndIncrement(); number < first + cases; number = next.getAndIncrement()) {
                Case input = mix.of(seed, number);
                judge(number, input, sent(scene, lines.get(input.agency()), input));
                if (enough()) {
                    return;
                }
            }
        } finally {
            lines.values().forEach(Line::close);
        }
    }

    private static Reply sent(Scene scene, Line line, Case input) throws Exception {
        if (input.shown().isPresent()) {
            try (Line own = scene.line(input.shown().get())) {
                return own.send(input.request());
            } catch (IOException refused) {
                return Reply.NONE;
            }
        }
        // a connection that was kept may be closed just then, and another with what was said on it: neither is an
        // answer
        Reply reply = line.send(input.request());
        for (int again = 1; again < TRIES && reply.status() == 0 && input.allows() != Case.Allows.A_HANG_UP; again++) {
            reply = line.send(input.request());
        }
        return reply;
    }

    private void judge(long number, Case input, Reply reply) throws IOException {
        boolean says = reply.status() >= 400
                && Stream.concat(PERSONAL.stream(), INWARD.stream()).anyMatch(reply.text()::contains);
        synchronized (tally) {
            tally.computeIfAbsent(input.what().startsWith("crime ") ? "a crime" : input.what(), what -> new TreeMap<>())
                    .merge(reply.code(), 1, Integer::sum);
            if (reply.code().equals("admit.above-marking")) {
                setAside.add(input.agency() + " " + Digest.of(input.request().body()));
            }
            if ((says || !input.allows(reply)) && !enough()) {
                faults.add("number " + number + ": " + input.what() + " was answered " + reply.status() + " "
                        + reply.code() + (says ? ", and repeats what was sent" : ""));
                Path kept = Files.createDirectories(Path.of("target", "fuzz"));
                Files.write(
                        kept.resolve(seed + "-" + number + ".http"),
                        input.request().toByteArray());
            }
        }
    }

    private boolean enough() {
        synchronized (tally) {
            return faults.size() >= MOST_FAULTS;
        }
    }

    private void report(Duration took, List<String> complaints) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append(cases).append(" cases of seed ").append(seed).append(" in ").append(took.toSeconds());
        text.append(" s\n");
        tally.forEach(
                (what, codes) -> text.append(what).append(": ").append(codes).append('\n'));
        complaints.forEach(line -> text.append(line).append('\n'));
        Path folder = Files.createDirectories(Path.of("target", "fuzz"));
        Files.writeString(folder.resolve("report.txt"), text);
    }

    private static List<String> complaints(Path log, long from) throws IOException {
        try (FileChannel written = FileChannel.open(log);
                BufferedReader lines = new BufferedReader(Channels.newReader(written.position(from), UTF_8))) {
            return lines.lines()
                    .filter(line -> line.contains(" ERROR ")
                            || line.contains(" WARN ")
                            || line.contains("Exception")
                            || line.startsWith("\tat ")
                            || PERSONAL.stream().anyMatch(line::contains))
                    .limit(MOST_FAULTS)
                    .toList();
        }
    }
}
