package org.concordat.gateway.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.hop.Notice;

/**
 * What waits for an agency, as JSON.
 *
 * @param checkpoint the latest of the ledger, a compact JWS by the gateway
 */
record MailboxAnswer(List<Mailbox.Waiting> deliveries, List<Posted> notices, Optional<String> checkpoint) {
    /** One notice. */
    record Posted(UUID id, String kind, String desk, String team, UUID regarding, Instant at, String jws) {
        static Posted of(Notice notice) {
            return new Posted(
                    notice.id(),
                    notice.about().code(),
                    notice.desk().code(),
                    notice.team().value(),
                    notice.regarding(),
                    notice.at(),
                    notice.jws());
        }
    }

    static MailboxAnswer of(Mailbox mailbox, Optional<Receipt> checkpoint) {
        return new MailboxAnswer(
                mailbox.deliveries(),
                mailbox.notices().stream().map(Posted::of).toList(),
                checkpoint.map(Receipt::jws));
    }
}
