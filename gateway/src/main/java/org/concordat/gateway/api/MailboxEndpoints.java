package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.hop.Acknowledge.Acknowledged;
import org.concordat.routes.hop.Checkpoints;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for an agency. */
@RestController
record MailboxEndpoints(MailboxDoor mailboxes, Checkpoints checkpoints, Body.Budget budget) {
    /** How often a copy is in memory while it is handed over: as it was read, as it is held, as it is written. */
    private static final int COPIES = 4;

    private static final int PIECE = 256 * 1024;

    @GetMapping("/v1/mailbox")
    ResponseEntity<MailboxAnswer> list(CallerAuthentication caller) throws HopRefused {
        return JsonAnswer.of(MailboxAnswer.of(mailboxes.list(caller.getPrincipal()), checkpoints.latest()));
    }

    /** Answers itself, so that the copy counts against the budget until it was written. */
    @GetMapping("/v1/mailbox/{delivery}")
    void collect(CallerAuthentication caller, @PathVariable("delivery") String delivery, HttpServletResponse response)
            throws Refused, HopRefused {
        UUID id = PathId.parse(delivery);
        try (Body room = budget.room()) {
            Acknowledged collected = mailboxes.collect(caller.getPrincipal(), id, size -> room.take(size * COPIES));
            write(response, DisclosureEndpoints.SEALED, collected.content().toByteArray());
        } catch (HopRefused refused) {
            Optional<Notice> notice = refused.category() == HopRefused.Category.NOT_FOUND
                    ? mailboxes.notice(caller.getPrincipal(), id)
                    : Optional.empty();
            write(
                    response,
                    RecordEndpoints.STATEMENT,
                    notice.orElseThrow(() -> refused).jws().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void write(HttpServletResponse response, String type, byte[] content) {
        response.setContentType(type);
        response.setContentLength(content.length);
        if (content.length > PIECE) {
            response.setHeader("Connection", "close");
        }
        long begun = System.nanoTime();
        try {
            OutputStream out = response.getOutputStream();
            for (int from = 0; from < content.length; from += PIECE) {
                if (System.nanoTime() - begun > Body.PATIENCE.toNanos()) {
                    return; // with the connection: whoever reads so slowly would keep the room from all others
                }
                out.write(content, from, Math.min(PIECE, content.length - from));
            }
        } catch (IOException gone) {
            // whoever asked went away, and may collect it again
        }
    }

    @PostMapping(path = "/v1/mailbox/{delivery}/receipt", consumes = RecordEndpoints.STATEMENT)
    ResponseEntity<Void> receive(
            CallerAuthentication caller, @PathVariable("delivery") String delivery, HttpServletRequest request)
            throws Refused, HopRefused {
        UUID id = PathId.parse(delivery);
        mailboxes.receive(caller.getPrincipal(), id, budget.statement(request));
        return ResponseEntity.noContent().build();
    }
}
