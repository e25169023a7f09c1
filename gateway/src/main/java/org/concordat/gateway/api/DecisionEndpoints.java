package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.ExplainDoor;
import org.concordat.routes.hop.HopRefused;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the rules would say. */
@RestController
record DecisionEndpoints(ExplainDoor decisions, AskedReader reader, Body.Budget budget) {
    private static final int MOST = 64 * 1024;

    @PostMapping(path = "/v1/decisions/explain", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ExplainDoor.Explained> explain(CallerAuthentication caller, HttpServletRequest request)
            throws Refused, HopRefused {
        try (Body body = budget.read(request, MOST)) {
            return JsonAnswer.of(decisions.explain(caller.getPrincipal(), reader.read(body.bytes())));
        }
    }
}
