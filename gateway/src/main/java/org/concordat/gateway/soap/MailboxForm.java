package org.concordat.gateway.soap;

import java.util.Optional;
import org.concordat.gateway.soap.model.Mailbox;
import org.concordat.gateway.soap.model.Posted;
import org.concordat.gateway.soap.model.Waiting;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.hop.Notice;

/** What waits for an agency, in the contract's form. */
final class MailboxForm {
    private MailboxForm() {}

    static Mailbox of(org.concordat.routes.delivery.Mailbox mailbox, Optional<Receipt> checkpoint) {
        Mailbox form = new Mailbox();
        mailbox.deliveries().forEach(delivery -> form.getWaiting().add(waiting(delivery)));
        mailbox.notices().forEach(notice -> form.getPosted().add(posted(notice)));
        checkpoint.ifPresent(latest -> form.setCheckpoint(latest.jws()));
        return form;
    }

    private static Waiting waiting(org.concordat.routes.delivery.Mailbox.Waiting delivery) {
        Waiting waiting = new Waiting();
        waiting.setDelivery(delivery.delivery().toString());
        waiting.setFrom(delivery.from().value());
        waiting.setKind(delivery.kind().value());
        waiting.setConversation(delivery.conversation().toString());
        waiting.setOrder(delivery.order());
        waiting.setTeam(delivery.team().value());
        waiting.setRole(delivery.role().value());
        waiting.setCommitted(delivery.committed().toString());
        delivery.respondBy().ifPresent(by -> waiting.setRespondBy(by.toString()));
        waiting.setSize(delivery.size());
        waiting.setHandedOver(delivery.handedOver());
        return waiting;
    }

    private static Posted posted(Notice notice) {
        Posted posted = new Posted();
        posted.setNotice(notice.id().toString());
        posted.setKind(notice.about().code());
        posted.setDesk(notice.desk().code());
        posted.setTeam(notice.team().value());
        posted.setRegarding(notice.regarding().toString());
        posted.setAt(notice.at().toString());
        posted.setStatement(notice.jws());
        return posted;
    }
}
