package org.concordat.tamper;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.concordat.hostile.Attacker;
import org.concordat.hostile.Drafts;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.gateway.StoryClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests on a morning of business time at which somebody has the database's password. */
@ExtendWith(SharedStack.Extension.class)
abstract class AtTheDatabase {
    static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");

    private static final Clock REAL = Clock.systemUTC();

    SharedStack stack;
    StoryClock clock;
    Attacker agencies;
    Drafts drafts;
    Hand hand;
    private Duration ahead;

    @BeforeEach
    void somebody_has_the_databases_password(SharedStack shared, @TempDir Path folder) throws Exception {
        stack = shared;
        clock = stack.assembly().clock();
        ahead = Duration.between(REAL.instant(), clock.instant());
        clock.set(MORNING);
        agencies = new Attacker(stack, folder);
        drafts = new Drafts(clock);
        hand = new Hand(stack);
    }

    @AfterEach
    void and_goes() throws Exception {
        hand.close();
        clock.set(REAL.instant().plus(ahead));
    }
}
