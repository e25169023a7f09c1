package org.concordat.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.ProblemType;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.delivery.OperationDoor;
import org.concordat.routes.delivery.Operations.Progress;
import org.concordat.routes.hop.HopRefused;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries, whosever they are, and pauses; for those who run the gateway. Ids, agencies, kinds and times, no content. */
@RestController
record OperationEndpoints(OperationDoor operations, Body.Budget budget) {
    @GetMapping("/v1/operation/deliveries")
    ResponseEntity<Deliveries> stuck(CallerAuthentication caller) throws HopRefused {
        return JsonAnswer.of(new Deliveries(operations.progress(caller.getPrincipal(), Optional.empty())));
    }

    @GetMapping("/v1/operation/deliveries/{delivery}")
    ResponseEntity<Progress> progress(CallerAuthentication caller, @PathVariable("delivery") String delivery)
            throws Refused, HopRefused {
        return JsonAnswer.of(operations
                .progress(caller.getPrincipal(), Optional.of(PathId.parse(delivery)))
                .get(0));
    }

    @PutMapping(path = "/v1/operation/pauses/{agency}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Void> pause(
            CallerAuthentication caller, @PathVariable("agency") String agency, HttpServletRequest request)
            throws Refused, HopRefused {
        AgencyId named = AgencyId.find(agency)
                .orElseThrow(() ->
                        new Refused(ProblemType.NOT_FOUND, "operation.not-there", "There is no agency of this name."));
        Pause decided = budget.decided(request, Pause.class);
        operations.pause(caller.getPrincipal(), named, decided.paused(), decided.actor());
        return ResponseEntity.noContent().build();
    }

    /** Whether an agency is paused from now on, and who decided it, by the operator's own reference. */
    private record Pause(
            @JsonProperty(required = true) boolean paused,
            @JsonProperty(required = true) String actor) {}

    /** What is held, went back, was tried in vain or is kept by a pause, the latest first. */
    record Deliveries(List<Progress> deliveries) {}
}
