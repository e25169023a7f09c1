package org.concordat.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record MailboxAnswer(List<Waiting> deliveries, List<Posted> notices, Optional<String> checkpoint) {
    /** One delivery. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Waiting(
            UUID delivery,
            String from,
            String kind,
            UUID conversation,
            long order,
            String team,
            String role,
            Instant committed,
            Optional<Instant> respondBy,
            int size,
            boolean handedOver) {
        static Waiting of(Mailbox.Waiting waiting) {
            return new Waiting(
                    waiting.delivery(),
                    waiting.from().value(),
                    waiting.kind().value(),
                    waiting.conversation(),
                    waiting.order(),
                    waiting.team().value(),
                    waiting.role().value(),
                    waiting.committed(),
                    waiting.respondBy(),
                    waiting.size(),
                    waiting.handedOver());
        }
    }

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
                mailbox.deliveries().stream().map(Waiting::of).toList(),
                mailbox.notices().stream().map(Posted::of).toList(),
                checkpoint.map(Receipt::jws));
    }
}
