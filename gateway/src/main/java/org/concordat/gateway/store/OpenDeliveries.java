package org.concordat.gateway.store;

import org.concordat.routes.hop.DeliveryState;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many deliveries are neither with their recipients nor back with their senders. Safe to share. */
public record OpenDeliveries(JdbcClient database) {
    /** Those in this state, whoever wrote them; not a number while the database does not say. */
    public double in(DeliveryState state) {
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
