package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
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
    private static final int MOST = 4 * 1024;

    @PostMapping(path = "/v1/ping", consumes = RecordEndpoints.STATEMENT)
    ResponseEntity<byte[]> ping(CallerAuthentication caller, HttpServletRequest request) throws Refused, HopRefused {
        try (Body body = budget.read(request, MOST)) {
            String jws = new String(body.bytes(), StandardCharsets.ISO_8859_1).strip();
            return ResponseEntity.ok()
                    .contentType(MediaType.parseMediaType(Payload.SEALED))
                    .body(pings.ping(caller.getPrincipal(), jws).toByteArray());
        }
    }
}
