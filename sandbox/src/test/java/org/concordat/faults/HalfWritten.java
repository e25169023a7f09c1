package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.sandbox.northshire.Northshire;

/** Files at a partner's SFTP server that are not whole yet: what the gateway writes there, and what it is to take. */
record HalfWritten(Ground ground, PartnersServers servers, Progress progress) {
    /** So that it goes in several packets. */
    private static final int SECTIONS = 10;

    private static final String NOTES = "He was seen on the south bank at noon. ".repeat(480);
    private static final Pattern SECTION = Pattern.compile("(?s)  <Section id=\"missed\".*?</Section>\n");
    private static final int PLACES = 3;

    /** After a pause of so long, what is half may be taken for whole: the gateway waits a little longer. */
    private static final Duration PAUSE = Duration.ofMillis(1500);

    private static final int TRIES = 10;

    /**
     * The line falls silent in the middle of the file and is reset there: until it is whole, nothing has its name.
     *
     * @return what arrived all the same
     */
    List<UUID> goesOut(Cable cable) throws Exception {
        cable.renew();
        List<UUID> all = new ArrayList<>(List.of(large()));
        progress.isHandedOver(all.get(0));
        long size = Files.size(whole(all.get(0)));
        long dialogue = cable.mostThere();
        assertThat(size).isGreaterThan(100_000);
        for (int i = 1; i <= PLACES; i++) {
            cable.silentAfter(dialogue - size * i / (PLACES + 1));
            UUID delivery = large();
            Path part = servers.file("in/." + delivery + ".part");
            progress.later("some of it is there", () -> Files.exists(part) && Files.size(part) > 0);
            assertThat(Files.size(part)).isLessThan(size);
            assertThat(whole(delivery)).doesNotExist();
            cable.cut();
            assertThat(whole(delivery)).doesNotExist();
            cable.mend();
            progress.comesInTheEnd(delivery);
            assertThat(part).doesNotExist();
            all.add(delivery);
        }
        return all;
    }

    private Path whole(UUID delivery) {
        return servers.file("in/" + delivery + ".p7m");
    }

    private UUID large() throws Exception {
        return Sent.to(Northshire.PROBATION, ground, HalfWritten::enlarged).delivery();
    }

    private static String enlarged(String draft) {
        Matcher section = SECTION.matcher(draft);
        assertThat(section.find()).isTrue();
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < SECTIONS; i++) {
            many.append(section.group()
                    .replace("\"missed\"", "\"missed-" + i + "\"")
                    .replaceFirst("(?s)<s:Notes>.*?</s:Notes>", "<s:Notes>" + NOTES + "</s:Notes>"));
        }
        return draft.replace(section.group(), many);
    }

    /** While it grows it is left alone, and under the name of what is not whole for good; whole, it is taken. */
    void comesIn() throws Exception {
        Path never = Files.write(drop("never.xml.part"), check().bytes());
        for (int i = 0; ; i++) {
            assumeTrue(i < TRIES, "the machine pauses for too long");
            String name = "growing-" + i + ".xml";
            byte[] growing = check().bytes();
            try (Growing file = new Growing(drop(name), growing)) {
                Path part = Files.write(drop("other-" + i + ".xml.part"), check().bytes());
                Files.move(part, drop("other-" + i + ".xml"));
                isTaken("other-" + i + ".xml");
                boolean left = Files.exists(drop(name));
                if (file.finish().compareTo(PAUSE) < 0) {
                    assertThat(left)
                            .as("it grew, and another one was taken meanwhile")
                            .isTrue();
                    isTaken(name);
                    break;
                }
            }
        }
        assertThat(never).exists();
        assertThat(servers.file("answers/never.xml.part.receipt")).doesNotExist();
    }

    private Path drop(String name) {
        return servers.file("drop/" + name);
    }

    private void isTaken(String name) {
        Path receipt = servers.file("answers/" + name + ".receipt");
        Progress.patiently(name + " is taken").until(() -> Files.exists(receipt));
        Progress.patiently(name + " is gone").until(() -> Files.notExists(servers.file("drop/working/" + name)));
    }

    private Document check() throws Exception {
        return ground.correspondent(Northshire.PROBATION).write("check-request", Map.of());
    }

    /** Somebody writes it byte by byte. */
    private static final class Growing implements AutoCloseable {
        private final Path file;
        private final byte[] bytes;
        private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
        private final Future<?> growth;
        private int written = 1;
        private long latest = System.nanoTime();
        private long longest;

        Growing(Path file, byte[] bytes) throws IOException {
            this.file = file;
            this.bytes = bytes;
            Files.write(file, Arrays.copyOf(bytes, written));
            growth = writer.scheduleAtFixedRate(this::grow, 50, 50, TimeUnit.MILLISECONDS);
        }

        private synchronized void grow() {
            append(Math.min(written + 1, bytes.length));
        }

        private void append(int upTo) {
            try {
                Files.write(file, Arrays.copyOfRange(bytes, written, upTo), StandardOpenOption.APPEND);
                written = upTo;
            } catch (IOException gone) {
                // it was taken: the pause shows whether it could be
            }
            long now = System.nanoTime();
            longest = Math.max(longest, now - latest);
            latest = now;
        }

        /** Writes the rest; returns the longest pause that there was. */
        synchronized Duration finish() {
            growth.cancel(false);
            append(bytes.length);
            return Duration.ofNanos(longest);
        }

        @Override
        public void close() {
            writer.shutdownNow();
        }
    }
}
