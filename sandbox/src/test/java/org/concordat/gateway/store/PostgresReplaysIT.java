package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.apache.wss4j.common.cache.ReplayCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which envelopes were here, on a real PostgreSQL that several nodes ask. */
@ExtendWith(Database.Extension.class)
class PostgresReplaysIT {
    @Test
    void of_nodes_that_are_asked_at_once_exactly_one_has_not_seen_it(Database database) throws Exception {
        for (int round = 0; round < 20; round++) {
            String envelope = "at-once-" + round;
            CyclicBarrier start = new CyclicBarrier(4);
            List<CompletableFuture<Boolean>> nodes = IntStream.range(0, 4)
                    .mapToObj(n -> CompletableFuture.supplyAsync(() -> {
                        ReplayCache node = node(database);
                        try {
                            start.await();
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                        return node.contains(envelope);
                    }))
                    .toList();
            assertThat(nodes.stream().map(CompletableFuture::join).filter(seen -> !seen))
                    .hasSize(1);
        }
    }

    @Test
    void what_was_seen_lately_is_remembered_and_what_nobody_would_take_is_forgotten(Database database) {
        assertThat(node(database).contains("lately")).isFalse();
        assertThat(node(database).contains("long-ago")).isFalse();
        database.sql()
                .sql("update envelope_seen set at = now() - interval '21 minutes' where digest ="
                        + " encode(sha256('long-ago'), 'hex')")
                .update();

        ReplayCache node = node(database);
        assertThat(node.contains("lately")).isTrue();
        assertThat(node.contains("long-ago")).isFalse();
    }

    private static ReplayCache node(Database database) {
        return database.all().replays();
    }
}
