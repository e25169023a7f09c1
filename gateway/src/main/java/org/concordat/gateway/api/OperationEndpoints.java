package org.concordat.gateway.api;

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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deliveries, whosever they are, and pauses; for those who run the gateway. Ids, agencies, kinds and times, no content. */
@RestController
record OperationEndpoints(OperationDoor operations) {
    @GetMapping("/v1/operation/deliveries")
    ResponseEntity<Deliveries> stuck(CallerAuthentication caller) throws HopRefused {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Deliveries(operations.progress(caller.getPrincipal(), Optional.empty())));
    }

    @GetMapping("/v1/operation/deliveries/{delivery}")
    ResponseEntity<Progress> progress(CallerAuthentication caller, @PathVariable("delivery") String delivery)
            throws Refused, HopRefused {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(operations
                        .progress(caller.getPrincipal(), Optional.of(PathId.parse(delivery)))
                        .get(0));
    }

    @PutMapping("/v1/operation/pauses/{agency}")
    ResponseEntity<Void> pause(CallerAuthentication caller, @PathVariable("agency") String agency)
            throws Refused, HopRefused {
        return pause(caller, agency, true);
    }

    @DeleteMapping("/v1/operation/pauses/{agency}")
    ResponseEntity<Void> resume(CallerAuthentication caller, @PathVariable("agency") String agency)
            throws Refused, HopRefused {
        return pause(caller, agency, false);
    }

    private ResponseEntity<Void> pause(CallerAuthentication caller, String agency, boolean paused)
            throws Refused, HopRefused {
        AgencyId named = AgencyId.find(agency)
                .orElseThrow(() ->
                        new Refused(ProblemType.NOT_FOUND, "operation.not-there", "There is no agency of this name."));
        operations.pause(caller.getPrincipal(), named, paused);
        return ResponseEntity.noContent().build();
    }

    /** What is held and what went back, the latest first. */
    record Deliveries(List<Progress> deliveries) {}
}
