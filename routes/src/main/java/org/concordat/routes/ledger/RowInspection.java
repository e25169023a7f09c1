package org.concordat.routes.delivery;

import java.util.Optional;
import java.util.UUID;
import org.concordat.routes.hop.Deliveries;

/**
 * Looks all deliveries through, slowly and over and over: one that was silenced by hand raises the alarm although nobody
 * asks for it any more. For one thread.
 */
public final class DeliveryInspection {
    private static final int SLICE = 256;

    private final Deliveries deliveries;
    private Optional<UUID> last = Optional.empty();

    public DeliveryInspection(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    /** One slice. */
    public void round() {
        last = deliveries.inspect(last, SLICE);
    }
}
