package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.concordat.routes.arrival.Turns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which node picks up at a place, on a real PostgreSQL. */
@ExtendWith(Database.Extension.class)
class PostgresTurnsIT {
    private static final Duration LONG = Duration.ofHours(1);
    private static final UUID ONE = UUID.fromString("0195563a-7c00-4000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("0195563a-7c00-4000-8000-000000000002");

    @Test
    void one_node_at_a_time_and_each_place_for_itself(Database database) {
        Turns turns = turns(database);
        assertThat(turns.take("sftp/a", ONE, LONG)).isTrue();
        assertThat(turns.take("sftp/a", OTHER, LONG)).isFalse();
        assertThat(turns.take("sftp/a", ONE, LONG)).isTrue();
        assertThat(turns.take("sftp/b", OTHER, LONG)).isTrue();
    }

    @Test
    void another_one_goes_on_once_the_turn_is_over(Database database) {
        Turns turns = turns(database);
        assertThat(turns.take("sftp/c", ONE, Duration.ofMillis(200))).isTrue();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> turns.take("sftp/c", OTHER, LONG));
        assertThat(turns.take("sftp/c", ONE, LONG)).isFalse();
    }

    @Test
    void a_turn_that_ends_later_than_any_could_does_not_count(Database database) {
        Turns turns = turns(database);
        assertThat(turns.take("sftp/d", ONE, LONG)).isTrue();
        assertThat(turns.take("sftp/d", OTHER, Duration.ofSeconds(10))).isTrue();
    }

    private static Turns turns(Database database) {
        return database.all().turns();
    }
}
