package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.SubmissionDoor;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.StatusDoor;
import org.concordat.routes.hop.Admit;
import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Submission;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an agency sends, and what became of it. */
@RestController
record DisclosureEndpoints(SubmissionDoor submissions, StatusDoor statuses, Body.Budget budget) {
    static final String SEALED = "application/pkcs7-mime";

    @PostMapping(path = "/v1/disclosures", consumes = MediaType.APPLICATION_XML_VALUE)
    ResponseEntity<Receipted> submit(CallerAuthentication caller, HttpServletRequest request)
            throws Refused, HopRefused {
        return submit(caller, request, Submission.Form.XML);
    }

    @PostMapping(path = "/v1/disclosures", consumes = SEALED)
    ResponseEntity<Receipted> submitSealed(CallerAuthentication caller, HttpServletRequest request)
            throws Refused, HopRefused {
        return submit(caller, request, Submission.Form.CMS);
    }

    private ResponseEntity<Receipted> submit(
            CallerAuthentication caller, HttpServletRequest request, Submission.Form form) throws Refused, HopRefused {
        try (Body body = budget.read(request, Admit.LARGEST)) {
            Committed committed = submissions.submit(new Submission(caller.getPrincipal(), form, body.bytes(), body));
            return ResponseEntity.status(committed.isRepeat() ? HttpStatus.OK : HttpStatus.CREATED)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Receipted(committed.receipt().jws()));
        }
    }

    @GetMapping("/v1/disclosures/{id}")
    ResponseEntity<DisclosureStatus> status(CallerAuthentication caller, @PathVariable("id") String id)
            throws Refused, HopRefused {
        return JsonAnswer.of(statuses.status(caller.getPrincipal(), PathId.parse(id)));
    }

    /** @param receipt a compact JWS by the gateway */
    record Receipted(String receipt) {}
}
