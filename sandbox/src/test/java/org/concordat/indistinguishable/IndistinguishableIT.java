package org.concordat.indistinguishable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.concordat.hostile.Attacker;
import org.concordat.hostile.Drafts;
import org.concordat.hostile.Mailroom;
import org.concordat.hostile.StandingCheck;
import org.concordat.hostile.Witness;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.gateway.StoryClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pairs of records that differ only in what may neither be confirmed nor denied go through the gateway. What others see
 * of either is the same: the copy but for its random values, its size, its line in the mailbox, refusals, metrics, the
 * rows at rest; and no measure of time or place tells them apart better than chance.
 *
 * <p>The length of what the sender itself hands in does differ, on its own connection and in the sealed original.
 */
@ExtendWith(SharedStack.Extension.class)
class IndistinguishableIT {
    private static final int PAIRS = 200;
    private static final long SEED = Long.getLong("concordat.pairs.seed", 1);
    private static final Clock REAL = Clock.systemUTC();
    private static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");

    @TempDir
    private static Path folder;

    private static Duration ahead;
    private static StoryClock clock;
    private static Witness witness;
    private static StandingCheck standing;
    private static Observer observer;

    @BeforeAll
    static void a_check_is_asked(SharedStack stack) throws Exception {
        clock = stack.assembly().clock();
        ahead = Duration.between(REAL.instant(), clock.instant());
        clock.set(MORNING);
        Attacker agencies = new Attacker(stack, folder);
        Drafts drafts = new Drafts(clock);
        Mailroom mailroom = new Mailroom(agencies, clock);
        witness = new Witness(stack);
        standing = StandingCheck.ask(agencies, drafts, witness, mailroom);
        observer = new Observer(stack, agencies, drafts, mailroom, witness);
        mailroom.empty(SharedStack.PROBATION);
        mailroom.empty(SharedStack.POLICE);
        mailroom.empty("crc-northshire");
        // the first of anything is slow, and makes its metrics
        for (int number = 0; number < 4; number++) {
            Pair pair = pair(-1 - number);
            observer.see(pair, pair.without());
        }
    }

    @AfterAll
    static void the_clock_goes_on_as_before() throws Exception {
        // a push that is due at a time which the clock leaves would wait until it comes there again
        witness.awaitQuiet();
        witness.close();
        clock.set(REAL.instant().plus(ahead));
    }

    @Test
    void nothing_that_others_see_tells_a_record_with_it_from_one_without() throws Exception {
        List<Sight> without = new ArrayList<>();
        List<Sight> with = new ArrayList<>();
        for (int number = 0; number < PAIRS; number++) {
            Pair pair = pair(number);
            boolean withFirst = new SplittableRandom(SEED + number).nextBoolean();
            if (withFirst) {
                with.add(observer.see(pair, pair.with()));
            }
            without.add(observer.see(pair, pair.without()));
            if (!withFirst) {
                with.add(observer.see(pair, pair.with()));
            }
            assertThat(with.get(number).shape())
                    .as("pair " + number + " of seed " + SEED)
                    .isEqualTo(without.get(number).shape());
        }
        StringBuilder report = new StringBuilder();
        for (String measure : with.get(0).measured().keySet()) {
            double likelihood = Likelihood.thatTheSecondIsHigher(Sight.of(without, measure), Sight.of(with, measure));
            report.append(measure).append(": ").append(likelihood).append('\n');
        }
        Files.writeString(Files.createDirectories(Path.of("target", "pairs")).resolve("report.txt"), report);
        for (String measure : with.get(0).measured().keySet()) {
            assertThat(Likelihood.thatTheSecondIsHigher(Sight.of(without, measure), Sight.of(with, measure)))
                    .as(measure + ", of seed " + SEED)
                    .isCloseTo(0.5, within(Likelihood.reachOfChance(PAIRS)));
        }
    }

    @Test
    void whoever_looks_sees_a_section_that_may_be_told_of() throws Exception {
        for (int number = 0; number < 6; number++) {
            Pair pair = pair(number);
            Sight without = observer.see(pair, pair.without());
            Sight louder = observer.see(pair, pair.louder());
            for (String sign : List.of("the copy", "the copy's length", "its line in the mailbox", "at rest")) {
                assertThat(louder.shape().get(sign))
                        .as(sign)
                        .isNotEqualTo(without.shape().get(sign));
            }
        }
    }

    private static Pair pair(int number) throws IOException {
        return Pair.of(number, new SplittableRandom(SEED * 1_000_003 + number), standing, clock.instant());
    }
}
