package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Checkpoints;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What waits for an agency. */
@RestController
record MailboxEndpoints(MailboxDoor mailboxes, Checkpoints checkpoints, Body.Budget budget) {
    private static final String STATEMENT = "application/jose";
    private static final int MOST = 64 * 1024;

    @GetMapping("/v1/mailbox")
    ResponseEntity<MailboxAnswer> list(CallerAuthentication caller) throws HopRefused {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(MailboxAnswer.of(mailboxes.list(caller.getPrincipal()), checkpoints.latest()));
    }

    @GetMapping("/v1/mailbox/{delivery}")
    ResponseEntity<byte[]> collect(CallerAuthentication caller, @PathVariable("delivery") String delivery)
            throws Refused, HopRefused {
        UUID id = PathId.parse(delivery);
        try {
            byte[] sealed =
                    mailboxes.collect(caller.getPrincipal(), id).content().toByteArray();
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(DisclosureEndpoints.SEALED))
                    .body(sealed);
        } catch (HopRefused refused) {
            if (refused.category() == HopRefused.Category.NOT_FOUND) {
                Optional<String> notice = notice(caller.getPrincipal(), id);
                if (notice.isPresent()) {
                    return ResponseEntity.ok()
                            .contentType(MediaType.parseMediaType(STATEMENT))
                            .body(notice.get().getBytes(StandardCharsets.US_ASCII));
                }
            }
            throw refused;
        }
    }

    private Optional<String> notice(Caller caller, UUID id) throws HopRefused {
        return mailboxes.list(caller).notices().stream()
                .filter(posted -> posted.id().equals(id))
                .map(Notice::jws)
                .findFirst();
    }

    @PostMapping(path = "/v1/mailbox/{delivery}/receipt", consumes = STATEMENT)
    ResponseEntity<Void> receive(
            CallerAuthentication caller, @PathVariable("delivery") String delivery, HttpServletRequest request)
            throws Refused, HopRefused {
        UUID id = PathId.parse(delivery);
        try (Body body = budget.read(request, MOST)) {
            String jws = new String(body.bytes(), StandardCharsets.ISO_8859_1).strip();
            mailboxes.receive(caller.getPrincipal(), id, jws);
            return ResponseEntity.noContent().build();
        }
    }
}
