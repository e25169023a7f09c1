package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What those do besides that keep lines open. */
abstract class KeptLinesContract extends ConnectorContract {
    private static final int WORKERS = 4;
    private static final int PATIENCE = 600;

    /** What the connector measures time by. */
    final AtomicLong nanos = new AtomicLong();

    /** How many lines the recipient's server has open. */
    abstract int lines();

    @Test
    void workers_that_connect_at_once_leave_one_line_open() throws Exception {
        CyclicBarrier together = new CyclicBarrier(WORKERS);
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        try {
            List<Future<?>> connecting = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                connecting.add(workers.submit(() -> {
                    together.await(10, TimeUnit.SECONDS);
                    connector().reach(recipient());
                    return null;
                }));
            }
            for (Future<?> one : connecting) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            workers.shutdownNow();
        }
        awaitOneLine();
        connector().handOver(DELIVERY, payload, recipient());
        assertThat(lines()).isOne();
    }

    @Test
    void a_line_is_kept_for_a_minute_and_what_is_on_it_then_is_not_broken_off() throws Exception {
        connector().reach(recipient());
        nanos.addAndGet(KeptLines.KEPT.toNanos() - 1);
        connector().reach(recipient());
        assertThat(lines()).isOne();
        nanos.addAndGet(1);
        connector().reach(recipient());
        assertThat(lines()).isEqualTo(2);
        connector().handOver(DELIVERY, payload, recipient());
        awaitOneLine();
        connector().handOver(DELIVERY, payload, recipient());
        assertThat(received()).hasSize(1);
    }

    private void awaitOneLine() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < PATIENCE && lines() != 1; i++) {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(lines()).isOne();
    }
}
