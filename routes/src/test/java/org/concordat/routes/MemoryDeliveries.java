package org.concordat.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.protection.decision.Question;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.ledger.Entry;
import org.concordat.routes.MemoryStores.Row;
import org.concordat.routes.hop.Commitment;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.schemas.terminology.AgencyId;

/** The queue in memory, over the rows of the stores. Not synchronised: these tests deliver on one thread. */
record MemoryDeliveries(MemoryStores stores) implements Deliveries {
    @Override
    public List<AgencyId> due(String connector, Instant now) {
        stores.reach();
        return stores.rows.values().stream()
                .filter(row -> isDue(row, connector, now))
                .map(row -> row.parcel.recipient())
                .distinct()
                .toList();
    }

    @Override
    public List<Delivery> claim(String connector, AgencyId recipient, Instant now, int atMost, Duration lease) {
        stores.reach();
        return claim(row -> isDue(row, connector, now) && row.parcel.recipient().equals(recipient), atMost);
    }

    @Override
    public List<AgencyId> unconfirmed(String connector, Instant now) {
        return stores.rows.values().stream()
                .filter(row -> isUnconfirmed(row, connector, now))
                .map(row -> row.parcel.recipient())
                .distinct()
                .toList();
    }

    @Override
    public List<Delivery> claimUnconfirmed(
            String connector, AgencyId recipient, Instant now, int atMost, Duration lease) {
        return claim(
                row -> isUnconfirmed(row, connector, now)
                        && row.parcel.recipient().equals(recipient),
                atMost);
    }

    private static boolean isUnconfirmed(Row row, String connector, Instant now) {
        return row.state == DeliveryState.DELIVERED && row.connector.equals(connector) && !row.due.isAfter(now);
    }

    @Override
    public List<Delivery> claimChanged(Instant now, int atMost, Duration lease) {
        return claim(row -> (row.changed || row.isEnded(now)) && row.state.isOpen(), atMost);
    }

    @Override
    public void renew(List<Delivery> claimed, Duration lease) {
        // no lease to renew
    }

    @Override
    public Optional<UUID> inspect(Optional<UUID> after, int atMost) {
        return Optional.empty();
    }

    private List<Delivery> claim(Predicate<Row> due, int atMost) {
        return stores.rows.values().stream()
                .filter(due)
                .limit(atMost)
                .peek(row -> row.attempt++)
                .map(Row::delivery)
                .toList();
    }

    private boolean isDue(Row row, String connector, Instant now) {
        return row.state.isOpen() && row.connector.equals(connector) && !row.due.isAfter(now) && !isPaused(row);
    }

    private boolean isPaused(Row row) {
        return !row.sent.overtakes() && stores.operations.paused().contains(row.parcel.recipient());
    }

    @Override
    public Optional<Delivery> find(AgencyId recipient, UUID delivery) {
        stores.reach();
        return Optional.ofNullable(stores.rows.get(delivery))
                .filter(row -> row.parcel.recipient().equals(recipient) && row.state != DeliveryState.RETURNED)
                .map(Row::delivery);
    }

    @Override
    public List<Delivery> since(Instant then, Set<AgencyId> recipients, int atMost) {
        return stores.rows.values().stream()
                .filter(row -> !row.sent.committed().isBefore(then) && row.state != DeliveryState.RETURNED)
                .map(Row::delivery)
                .filter(delivery -> recipients.contains(delivery.recipient()))
                .limit(atMost)
                .toList();
    }

    @Override
    public Optional<Sealed> content(Delivery delivery) {
        stores.reach();
        return Optional.of(stores.rows.get(delivery.id()).parcel.content()).filter(content -> !stores.exchanged);
    }

    @Override
    public Optional<Judged> release(Delivery claimed, Question question, Judgement judgement) {
        stores.reach();
        Row row = stores.rows.get(claimed.id());
        if (row.attempt != claimed.attempt() || row.state == DeliveryState.RETURNED) {
            return Optional.empty();
        }
        Judged judged = judgement.on(stores.onRecord);
        if (judged instanceof Judged.Leaves leaves && !leaves.urgent() && isPaused(row)) {
            return Optional.of(new Judged.Paused());
        }
        if (judged instanceof Judged.Leaves leaves) {
            row.state = row.state == DeliveryState.QUEUED ? DeliveryState.RELEASED : row.state;
            row.left = true;
            row.reviewAt = leaves.reviewAt();
            stores.entries.add(leaves.evidence());
        } else if (judged instanceof Judged.Waits waits) {
            row.changed = false;
            row.reviewAt = waits.reviewAt();
            row.due = waits.connector().equals(row.connector) ? row.due : Instant.MIN;
            row.connector = waits.connector();
        } else if (judged instanceof Judged.GoesBack back) {
            row.state = DeliveryState.RETURNED;
            stores.expected.replaceAll(
                    (key, by) -> by.equals(Optional.of(claimed.disclosure())) ? Optional.empty() : by);
            stores.notices.addAll(back.notices());
            stores.entries.add(back.evidence());
            back.onward().ifPresent(onward -> {
                Commitment.Parcel parcel = onward.parcels().get(0);
                boolean there = stores.rows.values().stream()
                        .anyMatch(other -> other.sent.id().equals(onward.sent().id())
                                && other.parcel.recipient().equals(parcel.recipient())
                                && other.parcel.role().equals(parcel.role())
                                && other.state != DeliveryState.RETURNED);
                if (!there) {
                    stores.rows.put(parcel.delivery(), new Row(onward.sent(), parcel));
                    stores.entries.addAll(onward.entries());
                }
                Optional<Optional<UUID>> wanted =
                        Optional.ofNullable(stores.expected.remove(claimed.disclosure() + " " + claimed.recipient()));
                wanted.ifPresent(by -> stores.expected.put(claimed.disclosure() + " " + parcel.recipient(), by));
            });
        }
        return Optional.of(judged);
    }

    @Override
    public void postpone(Delivery claimed, Instant until) {
        stores.rows.get(claimed.id()).due = until;
    }

    @Override
    public void reviewed(Delivery claimed) {
        // no lease to end
    }

    @Override
    public void handedOver(Delivery claimed, Instant at, Optional<Entry> evidence) {
        stores.reach();
        Row row = stores.rows.get(claimed.id());
        row.state = row.state.isOpen() ? DeliveryState.DELIVERED : row.state;
        evidence.ifPresent(stores.entries::add);
    }

    @Override
    public void confirmed(UUID delivery, Instant at, Confirmed confirmed, Entry evidence) {
        Row row = stores.rows.get(delivery);
        row.state = DeliveryState.RECEIVED;
        row.statement = row.statement.or(confirmed::statement);
        boolean known = row.readBy.equals(confirmed.readBy());
        row.readBy = known || confirmed.readBy().isEmpty()
                ? row.readBy
                : Optional.of(Stream.concat(row.readBy.stream(), confirmed.readBy().stream())
                        .collect(Collectors.joining(", ")));
        stores.entries.add(evidence);
    }
}
