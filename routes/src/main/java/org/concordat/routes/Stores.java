package org.concordat.routes;

import org.concordat.routes.consent.Consents;
import org.concordat.routes.consent.Holdings;
import org.concordat.routes.consent.Overrides;
import org.concordat.routes.delivery.HeldDeliveries;
import org.concordat.routes.delivery.Mailboxes;
import org.concordat.routes.delivery.Notices;
import org.concordat.routes.delivery.OpenChecks;
import org.concordat.routes.delivery.Operations;
import org.concordat.routes.delivery.Statuses;
import org.concordat.routes.hop.Commitments;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Quarantine;
import org.concordat.routes.hop.Records;
import org.concordat.routes.hop.Refusals;
import org.concordat.routes.ledger.Ledger;

/** Where the routes keep and find things: one durable store, in the views that they need of it. */
public record Stores(
        Commitments commitments,
        Quarantine quarantine,
        Refusals refusals,
        Deliveries deliveries,
        Mailboxes mailboxes,
        Statuses statuses,
        OpenChecks openChecks,
        HeldDeliveries held,
        Notices notices,
        Records records,
        Consents consents,
        Overrides overrides,
        Holdings holdings,
        Ledger ledger,
        Operations operations) {}
