package org.concordat.sandbox.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildTest {
    @TempDir
    Path folder;

    @Test
    void that_a_program_has_ended_is_told_with_its_exit_code_and_its_log() throws Exception {
        try (Run run = new Registry(folder.resolve("runs")).begin(folder, line -> {})) {
            Child child = run.start(List.of("sh", "-c", "exit 7"), Map.of(), Ending.TERMINATE, "program.log");
            CompletableFuture<String> told = new CompletableFuture<>();

            child.whenEnded(told::complete);

            assertThat(told.get(20, TimeUnit.SECONDS))
                    .startsWith("exit code 7, log ")
                    .endsWith("program.log");
        }
    }
}
