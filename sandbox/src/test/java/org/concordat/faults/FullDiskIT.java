package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.concordat.cli.gateway.Answer;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A small disk, of the database and of the gateway's log, is full: what no longer fits is not receipted. */
@ExtendWith(SharedStack.Extension.class)
class FullDiskIT {
    private static final String SIZE = "size=192m";
    private static final Path DISK = Ground.HOME.resolveSibling("small-disk");
    private static final Duration LATER = Duration.ofMinutes(20);
    /** As many as fit into what a full disk still has in hand, and some. */
    private static final int MOST = 400;

    @Test
    void what_does_not_fit_is_not_receipted_and_is_taken_once_there_is_room(SharedStack shared) throws Exception {
        Files.createDirectories(DISK);
        command("umount", DISK.toString()); // one that a killed run has left
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", DISK.toString()),
                "a small disk can be mounted by root alone");
        try (Ground ground = Ground.on(shared, DISK, northshire -> {})) {
            assumeTrue(ground.postgres().data().startsWith(DISK), "PostgreSQL's data lies elsewhere here");
            Check first = Check.taken(ground);
            Path ballast = fill(DISK.resolve("ballast"));
            List<Check> taken = new ArrayList<>(List.of(first));
            Check refused = sendUntilRefused(ground, taken);
            Files.delete(ballast);

            recovers(ground);
            refused.isTaken();
            taken.add(refused);
            ground.jump(LATER);
            for (Check check : taken) {
                check.isPushed();
            }
            refused.isCollected();
        } finally {
            assertThat(command("umount", DISK.toString()))
                    .as("the small disk is gone")
                    .isTrue();
        }
    }

    private static Path fill(Path ballast) throws IOException {
        byte[] block = new byte[64 * 1024];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    /** Every answer is a receipt, or says to come again. */
    private static Check sendUntilRefused(Ground ground, List<Check> taken) throws Exception {
        for (int i = 0; i < MOST; i++) {
            Check check = Check.written(ground);
            Answer answer = check.submit();
            if (answer.status() == 503) {
                // the second, where PostgreSQL stopped at once
                assertThat(answer.problem().orElse("")).isIn("commit.not-recorded", "admit.failed");
                return check;
            }
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            taken.add(check);
        }
        throw new AssertionError("the disk is full and " + MOST + " disclosures were taken");
    }

    /** PostgreSQL stops when it cannot write its log ahead; then its operator starts it again. */
    private static void recovers(Ground ground) throws Exception {
        if (!ground.postgres().alive()) {
            ground.postgres().startAgain();
        }
        Awaitility.await("the gateway is ready again")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ground.health("/health/readiness") == 200);
    }

    private static boolean command(String... line) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
