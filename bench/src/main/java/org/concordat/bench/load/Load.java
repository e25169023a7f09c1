package org.concordat.bench.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Clients that make one exchange after the other, side by side. Not for several rounds at once. */
final class Load implements AutoCloseable {
    /** Nobody needs more of them to see what is wrong. */
    private static final int MOST_FAILURES = 20;

    private final int clients;
    private final Exchange exchange;
    private final ExecutorService threads;

    Load(int clients, Exchange exchange) {
        this.clients = clients;
        this.exchange = exchange;
        this.threads = Executors.newFixedThreadPool(clients);
    }

    Done count(int exchanges) throws InterruptedException {
        AtomicInteger begun = new AtomicInteger();
        return round(() -> begun.getAndIncrement() < exchanges);
    }

    /** @param aSecond how many begin in a second at the most; 0: as many as can */
    Done millis(long millis, double aSecond) throws InterruptedException {
        long begun = System.nanoTime();
        long until = begun + millis * 1_000_000;
        AtomicInteger next = new AtomicInteger();
        return round(() -> {
            if (aSecond > 0) {
                await(begun + Math.round(next.getAndIncrement() * 1e9 / aSecond));
            }
            return System.nanoTime() < until;
        });
    }

    private static void await(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Done round(BooleanSupplier another) throws InterruptedException {
        AtomicInteger failures = new AtomicInteger();
        AtomicReference<@Nullable Exception> first = new AtomicReference<>();
        List<Callable<long[]>> work = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            int own = client;
            work.add(() -> client(own, another, failures, first));
        }
        List<Future<long[]>> results = threads.invokeAll(work);
        try {
            List<long[]> times = new ArrayList<>();
            for (Future<long[]> result : results) {
                times.add(result.get());
            }
            long[] micros =
                    times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            Exception why = first.get();
            Round round = new Round(
                    micros.length,
                    failures.get(),
                    percentile(micros, 50),
                    percentile(micros, 99),
                    why == null ? "" : why.toString());
            return new Done(round, why);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client ended early", e);
        }
    }

    private long[] client(
            int own, BooleanSupplier another, AtomicInteger failures, AtomicReference<@Nullable Exception> first) {
        long[] micros = new long[1024];
        int made = 0;
        while (failures.get() < MOST_FAILURES && another.getAsBoolean()) {
            long begun = System.nanoTime();
            try {
                exchange.make(own);
            } catch (Exception e) {
                first.compareAndSet(null, e);
                failures.incrementAndGet();
                continue;
            }
            if (made == micros.length) {
                micros = Arrays.copyOf(micros, made * 2);
            }
            micros[made++] = (System.nanoTime() - begun) / 1_000;
        }
        return Arrays.copyOf(micros, made);
    }

    private static long percentile(long[] sorted, int of) {
        return sorted.length == 0 ? 0 : sorted[Math.min(sorted.length - 1, sorted.length * of / 100)];
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A round, and what failed first. */
    record Done(Round round, @Nullable Exception first) {}
}
