package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.protection.bundle.SignedBundle;
import org.concordat.routes.bundle.Activation;
import org.concordat.routes.bundle.BundleDoor;
import org.concordat.routes.bundle.Replayed;
import org.concordat.routes.hop.HopRefused;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The bundle in force, for those who run the gateway. */
@RestController
record BundleEndpoints(BundleDoor bundles, Body.Budget budget) {
    @PostMapping(path = "/v1/bundles", consumes = "application/zip")
    ResponseEntity<Activation> activate(CallerAuthentication caller, HttpServletRequest request)
            throws Refused, HopRefused {
        try (Body body = budget.read(request, SignedBundle.LARGEST)) {
            return JsonAnswer.of(bundles.activate(caller.getPrincipal(), body.bytes()));
        }
    }

    @PostMapping(path = "/v1/bundles/replays", consumes = "application/zip")
    ResponseEntity<Replayed> replay(
            CallerAuthentication caller, @RequestHeader("Concordat-Actor") String actor, HttpServletRequest request)
            throws Refused, HopRefused {
        try (Body body = budget.read(request, SignedBundle.LARGEST)) {
            return JsonAnswer.of(bundles.replay(caller.getPrincipal(), body.bytes(), actor));
        }
    }

    @GetMapping("/v1/bundles")
    ResponseEntity<History> history(CallerAuthentication caller) throws HopRefused {
        return JsonAnswer.of(new History(bundles.history(caller.getPrincipal())));
    }

    /** What was put in force, the latest first. */
    record History(List<Activation> bundles) {}
}
