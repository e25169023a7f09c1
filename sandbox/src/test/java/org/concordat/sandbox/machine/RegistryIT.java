package org.concordat.sandbox.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryIT {
    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end_what_was_started() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
    }

    @Test
    void the_next_run_cleans_up_after_one_that_was_killed() throws Exception {
        Other killed = other();
        killed.process.destroyForcibly().waitFor();
        assertThat(Known.runs(killed.child)).isTrue();

        List<String> said = new ArrayList<>();
        try (Run next = new Registry(folder.resolve("runs")).begin(folder, said::add)) {
            assertThat(Known.runs(killed.child)).isFalse();
            assertThat(killed.folder).doesNotExist();
            assertThat(said).singleElement().asString().contains("which was killed");
            assertThat(next.folder()).exists();
        }
        assertThat(folder.resolve("runs")).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void a_run_that_lives_is_left_alone() throws Exception {
        Other living = other();
        try (Run next = new Registry(folder.resolve("runs")).begin(folder, line -> {})) {
            assertThat(next.folder()).exists();
            assertThat(Known.runs(living.child)).isTrue();
            assertThat(living.folder).exists();
        }
        assertThat(living.folder).exists();
    }

    @Test
    void a_strangers_process_with_a_number_that_was_ours_is_left_alone() throws Exception {
        Other killed = other();
        Process stranger = new ProcessBuilder("sleep", "1000").start();
        started.add(stranger);
        Path processes = folder.resolve("runs")
                .resolve(killed.folder.getFileName().toString())
                .resolve(Registry.PROCESSES);
        Files.writeString(processes, stranger.pid() + " TERMINATE an-earlier-boot/12345\n", StandardOpenOption.APPEND);
        killed.process.destroyForcibly().waitFor();

        try (Run next = new Registry(folder.resolve("runs")).begin(folder, line -> {})) {
            assertThat(next.folder()).exists();
            assertThat(Known.runs(killed.child)).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    @Test
    void a_folder_that_does_not_carry_the_runs_mark_is_not_deleted() throws Exception {
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Other killed = other();
        Path folders = folder.resolve("runs")
                .resolve(killed.folder.getFileName().toString())
                .resolve("folders");
        Files.writeString(folders, precious + "\n", StandardOpenOption.APPEND);
        killed.process.destroyForcibly().waitFor();

        new Registry(folder.resolve("runs")).begin(folder, line -> {}).close();

        assertThat(precious).exists();
    }

    @Test
    void settings_of_the_user_do_not_reach_what_a_run_starts() throws Exception {
        try (Run run = new Registry(folder.resolve("runs")).begin(folder, line -> {})) {
            Child child = run.start(List.of("env"), Map.of("GIVEN", "yes"), Ending.TERMINATE, "env.log");
            assertThat(child.endedWithin(java.time.Duration.ofSeconds(10))).isTrue();
            assertThat(Files.readAllLines(run.folder().resolve("env.log")))
                    .contains("GIVEN=yes")
                    .allMatch(line -> line.matches("(GIVEN|PATH|HOME|TMPDIR|PWD|OLDPWD|SHLVL|_)=.*"));
        }
    }

    private Other other() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        folder.resolve("runs").toString(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        String[] said = reader.readLine().split(" ", 2);
        return new Other(process, Long.parseLong(said[0]), Path.of(said[1]));
    }

    private record Other(Process process, long child, Path folder) {}
}
