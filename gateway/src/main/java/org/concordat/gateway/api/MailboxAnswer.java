package org.concordat.gateway.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.concordat.routes.delivery.Mailbox;
import org.concordat.routes.hop.Notice;

/** What waits for an agency, as JSON. */
record MailboxAnswer(List<Waiting> deliveries, List<Posted> notices) {
    /** One delivery. */
    record Waiting(
            UUID delivery,
            String from,
            String kind,
            UUID conversation,
            long order,
            String team,
            String role,
            Instant committed,
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

    static MailboxAnswer of(Mailbox mailbox) {
        return new MailboxAnswer(
                mailbox.deliveries().stream().map(Waiting::of).toList(),
                mailbox.notices().stream().map(Posted::of).toList());
    }
}
