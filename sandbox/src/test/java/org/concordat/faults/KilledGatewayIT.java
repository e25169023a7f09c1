package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code SIGKILL} of the gateway at random instants, under load: also while it starts. */
@ExtendWith({SharedStack.Extension.class, Ground.Extension.class})
class KilledGatewayIT {
    private static final int MOST_RECEIPTS = 10;
    private static final int LONGEST_AT_WORK = 500;
    private static final int LONGEST_IN_STARTING = 6_000;
    private static final int KILLED_IN_STARTING_ONE_IN = 5;

    @Test
    void what_was_receipted_is_delivered_once_however_often_the_gateway_is_killed(Ground ground) throws Exception {
        Instants instants = Instants.seeded();
        Figures figures = new Figures("killed-gateway");
        try (Load load = new Load(ground, instants.seed()).go()) {
            for (int kill = 1; kill <= Instants.kills(); kill++) {
                load.work(instants.some(MOST_RECEIPTS));
                instants.pass(LONGEST_AT_WORK);
                long killed = System.nanoTime();
                ground.gateway().kill();
                if (instants.oneIn(KILLED_IN_STARTING_ONE_IN)) {
                    ground.gateway().launch();
                    instants.pass(LONGEST_IN_STARTING);
                    ground.gateway().kill();
                }
                ground.gateway().startAgain();
                figures.killed(Duration.ofNanos(System.nanoTime() - killed));
            }
            instants.pass(LONGEST_AT_WORK);
            new Reckoning(ground, load, instants.seed()).reckon();
            figures.write(load.figures(), instants.seed());
            assertThat(load.unanswered()).as("requests that a kill cut off").isPositive();
            assertThat(load.receipts()).as("the load").hasSizeGreaterThan(Instants.kills());
        }
    }
}
