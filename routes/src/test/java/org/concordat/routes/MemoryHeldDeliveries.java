package org.concordat.routes;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.MemoryStores.Row;
import org.concordat.routes.delivery.HeldDeliveries;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.AgencyId;

/** Deliveries that wait in memory for their senders, over the rows of the stores. */
record MemoryHeldDeliveries(MemoryStores stores) implements HeldDeliveries {
    @Override
    public List<Held> late(Instant now, int atMost) {
        return stores.rows.values().stream()
                .filter(row -> (row.state == DeliveryState.QUEUED || row.state == DeliveryState.RELEASED)
                        && !row.parcel.reachBy().isAfter(now))
                .map(MemoryHeldDeliveries::held)
                .toList();
    }

    @Override
    public boolean hold(UUID delivery, Instant at, Notice notice) {
        stores.rows.get(delivery).state = DeliveryState.HELD;
        return stores.notices.add(notice);
    }

    @Override
    public List<Held> heldOf(AgencyId sender, int atMost) {
        return stores.rows.values().stream()
                .filter(row ->
                        row.state == DeliveryState.HELD && row.sent.sender().equals(sender))
                .map(MemoryHeldDeliveries::held)
                .toList();
    }

    @Override
    public boolean retry(AgencyId sender, UUID delivery, Instant at) {
        boolean there =
                heldOf(sender, 1).stream().anyMatch(held -> held.delivery().equals(delivery));
        if (there) {
            stores.rows.get(delivery).due = at;
        }
        return there;
    }

    @Override
    public boolean takeBack(AgencyId sender, UUID delivery, Instant at, Entry evidence) {
        boolean there =
                heldOf(sender, 1).stream().anyMatch(held -> held.delivery().equals(delivery));
        if (there) {
            stores.rows.get(delivery).state = DeliveryState.RETURNED;
            stores.entries.add(evidence);
        }
        return there;
    }

    private static Held held(Row row) {
        return new Held(
                row.parcel.delivery(),
                row.sent.id(),
                row.sent.sender(),
                row.sent.team(),
                row.sent.kind(),
                row.parcel.recipient(),
                row.sent.committed(),
                row.attempt,
                row.left);
    }
}
