package org.concordat.hostile;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.gateway.StoryClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests on a morning of business time at which a check has been asked; the clock goes on afterwards as it went before. */
@ExtendWith(SharedStack.Extension.class)
abstract class AtStandingCheck {
    static final Clock REAL = Clock.systemUTC();
    static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");

    @TempDir
    static Path folder;

    static SharedStack shared;
    static Duration ahead;
    static Witness witness;
    static Blow.Scene scene;

    @BeforeAll
    static void a_check_is_asked_and_delivered(SharedStack stack) throws Exception {
        shared = stack;
        StoryClock clock = stack.assembly().clock();
        ahead = Duration.between(REAL.instant(), clock.instant());
        clock.set(MORNING);
        Drafts drafts = new Drafts(clock);
        Attacker attacker = new Attacker(stack, folder);
        Mailroom mailroom = new Mailroom(attacker, clock);
        witness = new Witness(stack);
        StandingCheck standing = StandingCheck.ask(attacker, drafts, witness, mailroom);
        drafts.answering(standing.asked());
        scene = new Blow.Scene(attacker, drafts, standing, mailroom, clock);
    }

    @AfterAll
    static void nothing_is_left_waiting_and_the_clock_goes_on_as_before() throws Exception {
        for (String agency : List.of(SharedStack.PROBATION, SharedStack.POLICE)) {
            scene.mailroom().empty(agency);
        }
        // a push that is due at a time which the clock leaves would wait until it comes there again
        witness.awaitQuiet();
        witness.close();
        scene.clock().set(REAL.instant().plus(ahead));
    }
}
