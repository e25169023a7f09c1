package org.concordat.routes.connector;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The lines that a connector keeps open: one to each end, and none for longer than a minute, so that whose certificate was
 * revoked meanwhile, or who is reached elsewhere by now, is spoken to no more. Safe to share.
 */
final class KeptLines<E, L> implements AutoCloseable {
    /** For how long somebody is taken for who it was. */
    static final Duration KEPT = Duration.ofMinutes(1);

    private final Map<E, Line<L>> open = new ConcurrentHashMap<>();
    private final Consumer<L> close;
    private final Consumer<L> cut;
    private final LongSupplier nanos;

    private record Line<L>(L line, long since, Duration timeOut) {}

    /**
     * None is open.
     *
     * @param close ends a line that nobody uses
     * @param cut ends a line at once, with all that waits on it
     */
    KeptLines(Consumer<L> close, Consumer<L> cut, LongSupplier nanos) {
        this.close = close;
        this.cut = cut;
        this.nanos = nanos;
    }

    /** The one that is open to an end. */
    Optional<L> find(E end) {
        open.forEach((each, kept) -> {
            if (nanos.getAsLong() - kept.since() >= KEPT.toNanos() && open.remove(each, kept)) {
                // the attempts that are on it are not broken off: by then they have ended
                Executor later = CompletableFuture.delayedExecutor(
                        2 * kept.timeOut().toMillis(), TimeUnit.MILLISECONDS, ending -> new Thread(ending).start());
                later.execute(() -> close.accept(kept.line()));
            }
        });
        return Optional.ofNullable(open.get(end)).map(Line::line);
    }

    /**
     * Keeps a new one, unless another worker was first: then that one's is used, and the new one cut.
     *
     * @param timeOut how long an attempt on it lasts at most
     */
    L keep(E end, L line, Duration timeOut) {
        Line<L> first = open.putIfAbsent(end, new Line<>(line, nanos.getAsLong(), timeOut));
        if (first == null) {
            return line;
        }
        cut.accept(line);
        return first.line();
    }

    /** It is of no use any more. */
    void cut(E end, L line) {
        open.computeIfPresent(end, (same, kept) -> kept.line() == line ? null : kept);
        cut.accept(line);
    }

    @Override
    public void close() {
        open.values().forEach(kept -> cut.accept(kept.line()));
    }
}
