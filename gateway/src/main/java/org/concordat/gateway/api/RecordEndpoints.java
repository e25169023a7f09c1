package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.consent.RecordDoor;
import org.concordat.routes.consent.RecordDoor.OnRecord;
import org.concordat.routes.hop.HopRefused;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** What agencies put on record under their signature: consents, overrides and holdings. */
@RestController
record RecordEndpoints(RecordDoor records, Body.Budget budget) {
    static final String STATEMENT = "application/jose";

    @PutMapping(path = "/v1/consents/{id}", consumes = STATEMENT)
    ResponseEntity<OnRecord> consent(
            CallerAuthentication caller, @PathVariable("id") String id, HttpServletRequest request)
            throws Refused, HopRefused {
        return JsonAnswer.of(records.consent(caller.getPrincipal(), PathId.parse(id), budget.statement(request)));
    }

    @GetMapping("/v1/consents/{id}")
    ResponseEntity<OnRecord> consent(CallerAuthentication caller, @PathVariable("id") String id)
            throws Refused, HopRefused {
        return JsonAnswer.of(records.consent(caller.getPrincipal(), PathId.parse(id)));
    }

    @PostMapping(path = "/v1/overrides", consumes = STATEMENT)
    ResponseEntity<OnRecord> propose(CallerAuthentication caller, HttpServletRequest request)
            throws Refused, HopRefused {
        return JsonAnswer.of(records.propose(caller.getPrincipal(), budget.statement(request)));
    }

    @GetMapping("/v1/overrides/{id}")
    ResponseEntity<OnRecord> override(CallerAuthentication caller, @PathVariable("id") String id)
            throws Refused, HopRefused {
        return JsonAnswer.of(records.override(caller.getPrincipal(), PathId.parse(id)));
    }

    @PostMapping(path = "/v1/overrides/{id}/approval", consumes = STATEMENT)
    ResponseEntity<OnRecord> approve(
            CallerAuthentication caller, @PathVariable("id") String id, HttpServletRequest request)
            throws Refused, HopRefused {
        return JsonAnswer.of(records.approve(caller.getPrincipal(), PathId.parse(id), budget.statement(request)));
    }

    @PutMapping(path = "/v1/holdings/{id}", consumes = STATEMENT)
    ResponseEntity<OnRecord> holding(
            CallerAuthentication caller, @PathVariable("id") String id, HttpServletRequest request)
            throws Refused, HopRefused {
        return JsonAnswer.of(records.holding(caller.getPrincipal(), PathId.parse(id), budget.statement(request)));
    }
}
