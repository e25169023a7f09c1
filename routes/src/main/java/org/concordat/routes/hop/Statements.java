package org.concordat.routes.hop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.receipt.Receipt;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.terminology.AgencyId;

/** What the gateway signs and verifies besides disclosures. */
public interface Statements {
    Entry entry(UUID id, Event event);

    Receipt receipt(
            Commitment.Sent sent,
            List<Commitment.Parcel> parcels,
            List<Commitment.NotAsked> notAsked,
            List<Finding> queries);

    Notice notice(UUID id, AgencyId to, Notice.About about, UUID disclosure, Instant at, String sentence);

    /** What the recipient says of a delivery; empty when it is not its valid word on this delivery and these bytes. */
    Optional<Confirmation> confirmation(String jws, Delivery delivery);

    /** A recipient's verified receipt. */
    record Confirmation(Optional<String> readBy) {}
}
