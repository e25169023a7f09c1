package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.PingDoor;
import org.concordat.routes.connector.Payload;
import org.concordat.routes.hop.HopRefused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether an agency's system and the gateway know each other. */
@RestController
record PingEndpoint(PingDoor pings, Body.Budget budget) {
    @PostMapping(path = "/v1/ping", consumes = RecordEndpoints.STATEMENT)
    ResponseEntity<byte[]> ping(CallerAuthentication caller, HttpServletRequest request) throws Refused, HopRefused {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(Payload.SEALED))
                .body(pings.ping(caller.getPrincipal(), budget.statement(request))
                        .toByteArray());
    }
}
