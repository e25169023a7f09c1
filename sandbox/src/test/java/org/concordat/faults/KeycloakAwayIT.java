package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The gateway does not reach Keycloak: it goes by the keys that it has, and lets in nobody when it has none. */
@ExtendWith({SharedStack.Extension.class, Ground.Extension.class})
class KeycloakAwayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void with_keys_work_goes_on_and_without_all_are_told_to_come_again(Ground ground) throws Exception {
        Check first = Check.taken(ground); // from here on it has keys
        ground.toKeycloak().cut();
        Check second;
        Check third;
        try {
            second = Check.taken(ground);
            second.isCollected();
            third = Check.written(ground);
            ground.gateway().kill();
            ground.gateway().launch();
            Awaitility.await("it lives").atMost(PATIENCE).until(() -> ground.health("/health/liveness") == 200);
            assertThat(ground.health("/health/readiness")).isEqualTo(503);
            third.isAnswered(503, "identity.unavailable");
            assertThat(ground.correspondent(Northshire.POLICE)
                            .gateway()
                            .mailbox()
                            .problem())
                    .contains("identity.unavailable");
        } finally {
            ground.toKeycloak().mend();
        }
        Awaitility.await("it is ready by itself")
                .atMost(PATIENCE)
                .until(() -> ground.health("/health/readiness") == 200);
        third.isTaken();
        for (Check check : new Check[] {first, second, third}) {
            check.isPushed();
        }
        first.isCollected();
        third.isCollected();
    }
}
