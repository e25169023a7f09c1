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
        form.getWaiting().addAll(Form.ofAll(mailbox.deliveries(), Waiting.class));
        mailbox.notices().forEach(notice -> form.getPosted().add(posted(notice)));
        checkpoint.ifPresent(latest -> form.setCheckpoint(latest.jws()));
        return form;
    }

    private static Posted posted(Notice notice) {
        Posted posted = Form.of(notice, Posted.class);
        posted.setNotice(notice.id().toString());
        posted.setKind(notice.about().code());
        posted.setStatement(notice.jws());
        return posted;
    }
}
