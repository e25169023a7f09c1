package org.concordat.gateway.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import org.concordat.gateway.store.OpenDeliveries;
import org.concordat.routes.hop.DeliveryState;

/** The gauges {@code concordat.deliveries}: how many are on their way, by state. */
public record DeliveryMetrics(OpenDeliveries deliveries) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry meters) {
        Arrays.stream(DeliveryState.values())
                .filter(DeliveryState::isOpen)
                .forEach(state -> Gauge.builder("concordat.deliveries", deliveries, all -> all.in(state))
                        .tag("state", state.code())
                        .strongReference(true)
                        .register(meters));
    }
}
