package org.concordat.sandbox.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheTest {
    @TempDir
    Path root;

    @Test
    void what_is_prepared_is_prepared_once_whoever_asks() throws Exception {
        AtomicInteger prepared = new AtomicInteger();
        Callable<Path> ask = () -> new Cache(root)
                .folder(
                        "entry",
                        folder -> {
                            prepared.incrementAndGet();
                            Files.writeString(folder.resolve("file"), "content");
                        },
                        line -> {});
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (var folder : threads.invokeAll(List.of(ask, ask, ask, ask))) {
                assertThat(folder.get().resolve("file")).hasContent("content");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(prepared).hasValue(1);
    }

    @Test
    void what_was_left_half_finished_is_prepared_again() throws Exception {
        Path half = Files.createDirectory(root.resolve("entry"));
        Files.writeString(half.resolve("rest"), "of a preparation that was killed");

        Path folder = new Cache(root).folder("entry", each -> Files.writeString(each.resolve("file"), "x"), line -> {});

        assertThat(folder.resolve("rest")).doesNotExist();
        assertThat(folder.resolve("file")).exists();
    }

    @Test
    void a_preparation_that_fails_leaves_nothing_that_passes_for_finished() throws Exception {
        Cache cache = new Cache(root);
        assertThatThrownBy(() -> cache.folder(
                        "entry",
                        each -> {
                            throw new IOException("disk full");
                        },
                        line -> {}))
                .hasMessage("disk full");
        assertThat(cache.has("entry")).isFalse();
    }

    @Test
    void what_is_prepared_can_no_longer_be_written_and_can_still_be_deleted() throws Exception {
        List<String> permissions = new ArrayList<>();
        Path folder = new Cache(root).folder("entry", each -> Files.writeString(each.resolve("file"), "x"), line -> {});
        for (Path each : List.of(folder, folder.resolve("file"))) {
            permissions.add(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
        assertThat(permissions).allMatch(each -> !each.contains("w"));

        Folders.delete(folder);
        assertThat(folder).doesNotExist();
    }

    @Test
    void the_users_own_choice_of_a_cache_folder_is_followed() {
        assertThat(Cache.ofUser(Map.of("XDG_CACHE_HOME", root.toString())).root())
                .isEqualTo(root.resolve("concordat"));
        assertThat(Cache.ofUser(Map.of()).root())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache", "concordat"));
    }
}
