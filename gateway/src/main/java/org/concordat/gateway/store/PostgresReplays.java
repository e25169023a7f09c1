package org.concordat.gateway.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.wss4j.common.cache.ReplayCache;
import org.concordat.protection.receipt.Digest;
import org.jspecify.annotations.Nullable;

/**
 * Which SOAP envelopes were here before, at any node: to ask is to remember, so that of two nodes that are asked at once one
 * is told that it was. Kept for longer than envelopes are taken, by the database's time. Safe to share.
 *
 * @param swept when this node last forgot, in {@link System#nanoTime}
 */
record PostgresReplays(Transactions transactions, AtomicLong swept) implements ReplayCache {
    /**
     * All nodes see it at once; the disk has it no later than what the envelope asked for, which is written after it. A crash
     * of the database that forgets the envelope has forgotten that, too.
     */
    private static final String REMEMBER = """
            insert into envelope_seen (digest)
            select ? from (select set_config('synchronous_commit', 'off', true)) as quick on conflict do nothing
            """;

    private static final long BETWEEN_SWEEPS = Duration.ofMinutes(1).toNanos();

    PostgresReplays(Transactions transactions) {
        this(transactions, new AtomicLong(System.nanoTime() - BETWEEN_SWEEPS));
    }

    /** @throws org.concordat.routes.hop.StoreUnavailable when it cannot be told, so nothing is to be taken */
    @Override
    public boolean contains(String envelope) {
        sweep();
        return transactions.in(
                "remember an envelope",
                sql -> sql.sql(REMEMBER)
                                .param(Digest.of(envelope.getBytes(StandardCharsets.UTF_8)))
                                .update()
                        == 0);
    }

    @Override
    public void add(String envelope) {
        // it was remembered when it was asked for
    }

    @Override
    public void add(String envelope, @Nullable Instant until) {
        // no sender decides how long
    }

    @Override
    public void close() {
        // what is remembered outlives this node
    }

    private void sweep() {
        long last = swept.get();
        long now = System.nanoTime();
        if (now - last >= BETWEEN_SWEEPS && swept.compareAndSet(last, now)) {
            transactions.run(
                    "forget old envelopes",
                    sql -> sql.sql("delete from envelope_seen where at < now() - interval '20 minutes'")
                            .update());
        }
    }
}
