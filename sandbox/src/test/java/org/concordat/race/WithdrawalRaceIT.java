package org.concordat.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.concordat.hostile.Attacker;
import org.concordat.hostile.Drafts;
import org.concordat.hostile.Mailroom;
import org.concordat.hostile.Records;
import org.concordat.hostile.Witness;
import org.concordat.race.Runners.Race;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A consent is withdrawn while what rests on it leaves the queue, five hundred times. Either nothing was sent and its
 * sender was told; or the release was committed first, and the recipient and the sender were told that it is recalled.
 */
@ExtendWith(SharedStack.Extension.class)
class WithdrawalRaceIT {
    private static final int RACES = 500;
    private static final int OF_EACH_ORDER = 50;
    /** On their way at once; the gateway claims no more. */
    private static final int WAVE = 26;

    private static final Clock REAL = Clock.systemUTC();
    private static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private int sentFirst;
    private int withdrawnFirst;

    @Test
    void either_nothing_was_sent_or_the_release_came_first_and_a_recall_followed(
            SharedStack stack, @TempDir Path folder) throws Exception {
        var clock = stack.assembly().clock();
        Duration ahead = Duration.between(REAL.instant(), clock.instant());
        clock.set(MORNING);
        try (Witness witness = new Witness(stack)) {
            Attacker agencies = new Attacker(stack, folder);
            Runners runners = new Runners(stack, agencies, new Drafts(clock));
            int done = 0;
            // a barrier sets the order of those who wait at it; what else comes first is the gateway's own affair
            while (done < RACES - WAVE && Math.min(sentFirst, withdrawnFirst) < OF_EACH_ORDER) {
                List<Race> races = runners.given(WAVE);
                atBarriers(runners, races, witness);
                areDecided(races, stack, witness);
                done += WAVE;
            }
            assertThat(sentFirst).as("sent first, at barriers").isGreaterThanOrEqualTo(OF_EACH_ORDER);
            assertThat(withdrawnFirst).as("withdrawn first, at barriers").isGreaterThanOrEqualTo(OF_EACH_ORDER);
            while (done < RACES) {
                List<Race> races = runners.given(Math.min(2 * WAVE, RACES - done));
                freely(runners, races);
                areDecided(races, stack, witness);
                done += races.size();
            }
            assertThat(sentFirst + withdrawnFirst).isEqualTo(RACES);
            Path report = Files.createDirectories(Path.of("target", "races")).resolve("report.txt");
            Files.writeString(report, "sent first: " + sentFirst + ", withdrawn first: " + withdrawnFirst + "\n");
            new Mailroom(agencies, clock).empty(Records.COMPANY);
        } finally {
            threads.shutdownNow();
            clock.set(REAL.instant().plus(ahead));
        }
    }

    /** Of two neighbours, the first is let go when release and withdrawal wait in this order; the other is withdrawn by then. */
    private void atBarriers(Runners runners, List<Race> races, Witness witness) throws Exception {
        List<Connection> barriers = new ArrayList<>();
        try {
            for (int i = 0; i < races.size(); i += 2) {
                barriers.add(runners.barrier(races.get(i)));
            }
            for (Race race : races) {
                runners.submit(race);
            }
            for (int i = 0; i < races.size(); i += 2) {
                Race race = races.get(i);
                awaitWaiting(witness, 1);
                Future<?> withdrawing = threads.submit(() -> {
                    runners.withdraw(race);
                    return null;
                });
                awaitWaiting(witness, 2);
                runners.withdraw(races.get(i + 1));
                barriers.get(i / 2).rollback();
                withdrawing.get();
            }
        } finally {
            for (Connection barrier : barriers) {
                barrier.close();
            }
        }
    }

    /** Deliveries leave from the first to the last, withdrawals come from the last to the first: somewhere they meet. */
    private void freely(Runners runners, List<Race> races) throws Exception {
        List<Race> reversed = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        for (Race race : races) {
            runners.submit(race);
            reversed.add(race);
        }
        Collections.reverse(reversed);
        for (Race race : reversed) {
            running.add(threads.submit(() -> {
                runners.withdraw(race);
                return null;
            }));
        }
        for (Future<?> each : running) {
            each.get();
        }
    }

    private static void awaitWaiting(Witness witness, int many) {
        Awaitility.await("those who wait for a consent")
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> witness.rows("select pid::text from pg_stat_activity where wait_event_type = 'Lock'")
                                .size()
                        >= many);
    }

    private void areDecided(List<Race> races, SharedStack stack, Witness witness) throws Exception {
        for (Race race : races) {
            String delivery = "'" + race.sent() + "'";
            Awaitility.await("the end of a race")
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !witness.rows("select state from delivery where id = " + delivery
                                    + " and state in ('returned', 'delivered', 'received')")
                            .isEmpty());
            String state = witness.rows("select state from delivery where id = " + delivery)
                    .get(0);
            String disclosure = witness.rows("select disclosure::text from delivery where id = " + delivery)
                    .get(0);
            int pushes =
                    stack.assembly().charity().pushesOf(race.sent().toString()).size();
            List<String> released =
                    at(witness, "DISCLOSED", "recheck", race.sent().toString());
            List<String> withdrawn =
                    at(witness, "ALTERED", "consent.withdrawn", race.consent().toString());
            List<String> told =
                    witness.rows("select agency || ' ' || desk || ' ' || about from notice where regarding in ("
                            + delivery + ", '" + disclosure + "') order by 1");
            assertThat(withdrawn).hasSize(1);
            if (state.equals("returned")) {
                withdrawnFirst++;
                assertThat(pushes).as("pushes of what was returned").isZero();
                assertThat(released).as("releases of what was returned").isEmpty();
                assertThat(told)
                        .contains("crc-northshire team returned", "crc-northshire data-protection returned")
                        .noneMatch(line -> line.startsWith(Records.CHARITY));
            } else {
                sentFirst++;
                assertThat(pushes).as("pushes of what was sent").isEqualTo(1);
                assertThat(released).hasSize(1);
                assertThat(Instant.parse(released.get(0)))
                        .as("the release, before the withdrawal")
                        .isBefore(Instant.parse(withdrawn.get(0)));
                assertThat(told)
                        .contains(
                                "safe-haven team recalled",
                                "crc-northshire team recall-begun",
                                "crc-northshire data-protection recall-begun");
            }
        }
    }

    /** When entries of that verb, code and id were appended: within the transaction, behind its locks. */
    private static List<String> at(Witness witness, String verb, String code, String about) throws Exception {
        return witness.rows(
                "select to_char(appended at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from entry"
                        + " where convert_from(bytes, 'UTF8') like '%\"" + verb + "\"%'"
                        + " and convert_from(bytes, 'UTF8') like '%\"" + code + "\"%'"
                        + " and convert_from(bytes, 'UTF8') like '%" + about + "%' order by appended");
    }
}
