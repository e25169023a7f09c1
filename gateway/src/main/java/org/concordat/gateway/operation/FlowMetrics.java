package org.concordat.gateway.operation;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.concordat.routes.FlowObserver;

/** Counts hops by name and outcome, and times them: {@code concordat.hops}. Refusals also by code. Faults of the ledger, which
 * must stay at none: {@code concordat.ledger.faults}. */
final class FlowMetrics implements FlowObserver {
    private static final String HOPS = "concordat.hops";

    private final MeterRegistry meters;

    FlowMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void completed(String hop, Duration took) {
        meters.timer("concordat.hop.duration", "hop", hop).record(took);
        count(hop, "completed", "none");
    }

    @Override
    public void refused(String hop, String code) {
        count(hop, "refused", code);
    }

    @Override
    public void failed(String hop) {
        count(hop, "failed", "none");
    }

    @Override
    public void ledgerFault(String fault) {
        meters.counter("concordat.ledger.faults", "fault", fault).increment();
    }

    private void count(String hop, String outcome, String code) {
        meters.counter(HOPS, "hop", hop, "outcome", outcome, "code", code).increment();
    }
}
