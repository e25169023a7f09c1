package org.concordat.gateway.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Arrays;
import org.concordat.routes.hop.DeliveryState;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The gauges {@code concordat.deliveries}: how many deliveries are neither with their recipients nor back with their senders,
 * by state. Safe to share.
 */
public record OpenDeliveries(JdbcClient database) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry meters) {
        Arrays.stream(DeliveryState.values())
                .filter(DeliveryState::isOpen)
                .forEach(state -> Gauge.builder("concordat.deliveries", this, all -> all.in(state))
                        .tag("state", state.code())
                        .strongReference(true)
                        .register(meters));
    }

    /** Those in this state, whoever wrote them; not a number while the database does not say. */
    private double in(DeliveryState state) {
        try {
            return database.sql(
                            "select count(*) from delivery where state in ('queued', 'released', 'held') and state = ?")
                    .param(state.code())
                    .query(Long.class)
                    .single();
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }
}
