package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code SIGKILL} of PostgreSQL at random instants, under load: of the server, or of a process that serves the gateway. */
@ExtendWith({SharedStack.Extension.class, Ground.Extension.class})
class KilledDatabaseIT {
    private static final int MOST_RECEIPTS = 10;
    private static final int LONGEST_AT_WORK = 500;
    private static final int LONGEST_AWAY = 1_000;

    @Test
    void what_was_receipted_is_delivered_once_however_often_the_database_is_killed(Ground ground) throws Exception {
        Instants instants = Instants.seeded();
        Figures figures = new Figures("killed-database");
        try (Load load = new Load(ground, instants.seed()).go()) {
            for (int kill = 1; kill <= Instants.kills(); kill++) {
                load.work(instants.some(MOST_RECEIPTS));
                instants.pass(LONGEST_AT_WORK);
                long killed = System.nanoTime();
                if (kill % 2 == 0) {
                    killAServingProcess(ground);
                } else {
                    ground.postgres().kill();
                    instants.pass(LONGEST_AWAY);
                    ground.postgres().startAgain();
                }
                Awaitility.await("the gateway is ready again")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> ground.gateway().isReady());
                figures.killed(Duration.ofNanos(System.nanoTime() - killed));
            }
            instants.pass(LONGEST_AT_WORK);
            new Reckoning(ground, load, instants.seed()).reckon();
            figures.write(load.figures(), instants.seed());
            assertThat(load.toldToRetry() + load.unanswered())
                    .as("requests that a kill met")
                    .isPositive();
            assertThat(load.receipts()).as("the load").hasSizeGreaterThan(Instants.kills());
        }
    }

    /** The server notices, ends all others with it, recovers and goes on by itself. */
    private static void killAServingProcess(Ground ground) throws Exception {
        List<String> serving = ground.rows(
                "select pid::text from pg_stat_activity where application_name = 'concordat' order by query_start desc");
        assertThat(serving).isNotEmpty();
        ProcessHandle process = ProcessHandle.of(Long.parseLong(serving.get(0))).orElseThrow();
        assertThat(process.parent().map(ProcessHandle::pid))
                .contains(ground.postgres().pid());
        process.destroyForcibly();
        Awaitility.await("the server has recovered")
                .ignoreExceptions()
                .until(() -> !ground.rows("select '1'").isEmpty());
    }
}
