package org.concordat.gateway.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.routes.FlowObserver;
import org.concordat.schemas.terminology.AgencyId;

/** Counts hops by name and outcome, and times them: {@code concordat.hops}. Refusals also by code. Faults of the ledger, which
 * must stay at none: {@code concordat.ledger.faults}. Tells the traces of each. */
final class FlowMetrics implements FlowObserver {
    private static final String HOPS = "concordat.hops";

    private final MeterRegistry meters;
    private final Traces traces;
    private final MultiGauge certificates;
    private final Map<AgencyId, AtomicInteger> suspended = new ConcurrentHashMap<>();

    FlowMetrics(MeterRegistry meters, Traces traces) {
        this.meters = meters;
        this.traces = traces;
        this.certificates = MultiGauge.builder("concordat.certificate.days").register(meters);
    }

    @Override
    public <T> T carried(String route, AgencyId agency, Supplier<T> carrying) {
        return traces.carried(route, agency, carrying);
    }

    @Override
    public void completed(String hop, Duration took) {
        meters.timer("concordat.hop.duration", "hop", hop).record(took);
        count(hop, "completed", "none", took);
    }

    @Override
    public void refused(String hop, String code, Duration took) {
        count(hop, "refused", code, took);
    }

    /** The gauge {@code concordat.partner.suspended}: 1 while attempts at that recipient are suspended. */
    @Override
    public void breaker(AgencyId recipient, boolean open) {
        suspended
                .computeIfAbsent(
                        recipient,
                        id -> meters.gauge(
                                "concordat.partner.suspended", Tags.of("recipient", id.value()), new AtomicInteger()))
                .set(open ? 1 : 0);
    }

    @Override
    public void failed(String hop, Duration took) {
        count(hop, "failed", "none", took);
    }

    /** The gauges {@code concordat.certificate.days}: whole days until a holder has no certificate for a use any more. */
    @Override
    public void certificates(List<CertificateExpiry> all, Instant now) {
        certificates.register(
                all.stream()
                        .map(each -> MultiGauge.Row.of(
                                Tags.of(
                                        "holder",
                                        each.holder().value(),
                                        "use",
                                        each.use().code()),
                                each.daysLeft(now)))
                        .collect(Collectors.toList()),
                true);
    }

    @Override
    public void ledgerFault(String fault) {
        meters.counter("concordat.ledger.faults", "fault", fault).increment();
    }

    private void count(String hop, String outcome, String code, Duration took) {
        traces.hop(hop, outcome, code, took);
        meters.counter(HOPS, "hop", hop, "outcome", outcome, "code", code).increment();
    }
}
