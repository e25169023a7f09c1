package org.concordat.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.delivery.HeldDeliveries.Held;
import org.concordat.routes.delivery.HeldDoor;
import org.concordat.routes.hop.HopRefused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an agency sent and could not be delivered: ids, agencies, kinds and times, no content. */
@RestController
record HeldEndpoints(HeldDoor held, Body.Budget budget) {
    @GetMapping("/v1/held")
    ResponseEntity<HeldAnswer> list(CallerAuthentication caller) throws HopRefused {
        return JsonAnswer.of(new HeldAnswer(held.held(caller.getPrincipal())));
    }

    @PostMapping("/v1/held/{delivery}/retry")
    ResponseEntity<Void> retry(CallerAuthentication caller, @PathVariable("delivery") String delivery)
            throws Refused, HopRefused {
        held.retry(caller.getPrincipal(), PathId.parse(delivery));
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/v1/held/{delivery}/return", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> takeBack(
            CallerAuthentication caller, @PathVariable("delivery") String delivery, HttpServletRequest request)
            throws Refused, HopRefused {
        UUID id = PathId.parse(delivery);
        held.takeBack(
                caller.getPrincipal(),
                id,
                budget.decided(request, Decided.class).actor());
        return ResponseEntity.noContent().build();
    }

    /** What is held. */
    record HeldAnswer(List<Held> held) {}

    /** Who decided, by the agency's own reference. */
    private record Decided(@JsonProperty(required = true) String actor) {}
}
