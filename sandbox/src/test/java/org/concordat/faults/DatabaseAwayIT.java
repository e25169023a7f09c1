package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.concordat.cli.gateway.Answer;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The database is down: nothing is decided, nothing leaves, and everybody is told to come again. */
@ExtendWith({SharedStack.Extension.class, Ground.Extension.class})
class DatabaseAwayIT {
    private static final Duration LATER = Duration.ofMinutes(20);

    @Test
    void all_are_told_to_come_again_and_find_everything_as_it_was(Ground ground) throws Exception {
        Correspondent police = ground.correspondent(Northshire.POLICE);
        ground.toPartner().cut();
        Check before = Check.taken(ground);
        UUID waiting = before.toPolice();
        before.wasTried();
        Check during = Check.written(ground);

        ground.postgres().kill();
        try {
            ground.toPartner().mend();
            ground.jump(LATER);
            during.isAnswered(503, "admit.failed");
            isToldToRetry(police.gateway().mailbox());
            isToldToRetry(police.gateway().collect(waiting));
            isToldToRetry(ground.correspondent(Northshire.PROBATION).gateway().status(before.id()));
            assertThat(ground.health("/health/liveness")).isEqualTo(200);
            assertThat(ground.health("/health/readiness")).isEqualTo(503);
            assertThat(before.arrivedAt(Northshire.CHILDREN))
                    .as("what left without evidence")
                    .isEmpty();
        } finally {
            ground.postgres().startAgain();
        }
        Awaitility.await("the gateway is ready by itself")
                .atMost(Duration.ofSeconds(30))
                .until(() -> ground.health("/health/readiness") == 200);
        during.isTaken();
        ground.jump(LATER);
        for (Check check : new Check[] {before, during}) {
            check.isPushed();
            check.isCollected();
        }
    }

    private static void isToldToRetry(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.problem()).contains("gateway.database-unavailable");
    }
}
