package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a file is followed; what cannot be used there costs nothing that was read before. */
class RenewedTest {
    private static final Logger LOG = Logger.getLogger(Renewed.class.getName());

    @TempDir
    private Path folder;

    private Path file;
    private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
    private final AtomicInteger tried = new AtomicInteger();
    private final Handler kept = new Handler() {
        @Override
        public void publish(LogRecord told) {
            logged.add(told);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** How the file cannot be read for now, though nothing of it changes when it can again. */
    private volatile Optional<String> failing = Optional.empty();

    @BeforeEach
    void a_file() throws Exception {
        file = Files.writeString(folder.resolve("store"), "one");
        LOG.addHandler(kept);
    }

    @AfterEach
    void no_longer_listened_to() {
        LOG.removeHandler(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unreadable", "a fault"})
    void what_cannot_be_read_now_is_tried_again_soon_and_logged_once(String how) throws Exception {
        Renewed<String> renewed = Renewed.of(Duration.ZERO, List.of(file), this::read, (before, next) -> true);
        failing = Optional.of(how);
        Files.writeString(file, "another");
        for (int looked = 0; looked < 200 && tried.get() < 3; looked++) {
            assertThat(renewed.get()).isEqualTo("one");
            shortly();
        }
        assertThat(tried).hasValue(3);
        failing = Optional.empty();
        for (int looked = 0; looked < 200 && renewed.get().equals("one"); looked++) {
            shortly();
        }
        assertThat(renewed.get()).isEqualTo("another");
        assertThat(logged).hasSize(1);
    }

    @Test
    void where_none_need_be_there_is_none_until_it_can_be_read() throws Exception {
        failing = Optional.of("unreadable");
        Renewed<Optional<String>> renewed = Renewed.ofAny(file, this::read);
        assertThat(renewed.get()).isEmpty();
        assertThat(renewed.get()).isEmpty();
        assertThat(logged).hasSize(1);
        failing = Optional.empty();
        for (int looked = 0; looked < 200 && renewed.get().isEmpty(); looked++) {
            shortly();
        }
        assertThat(renewed.get()).contains("one");
    }

    @Test
    void what_is_put_right_by_another_file_is_taken_at_once() throws Exception {
        failing = Optional.of("unreadable");
        Renewed<Optional<String>> renewed = Renewed.ofAny(file, this::read);
        assertThat(renewed.get()).isEmpty();
        failing = Optional.empty();
        Files.writeString(file, "another");
        assertThat(renewed.get()).contains("another");
    }

    private String read() throws KeysUnreadable {
        if (failing.isPresent()) {
            tried.incrementAndGet();
            if (failing.get().equals("unreadable")) {
                throw new KeysUnreadable("not now", null);
            }
            throw new IllegalStateException("not now");
        }
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new KeysUnreadable("gone", e);
        }
    }

    private static void shortly() throws InterruptedException {
        new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
    }
}
