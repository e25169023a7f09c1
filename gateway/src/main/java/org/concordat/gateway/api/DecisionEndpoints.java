package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
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
    ResponseEntity<ExplainedAnswer> explain(CallerAuthentication caller, HttpServletRequest request)
            throws Refused, HopRefused {
        try (Body body = budget.read(request, MOST)) {
            String configuration = "";
            List<To> answers = new ArrayList<>();
            for (ExplainDoor.Asked asked : reader.read(body.bytes())) {
                ExplainDoor.Explained explained = decisions.explain(caller.getPrincipal(), asked);
                configuration = explained.configuration();
                answers.add(new To(
                        asked.to().agency().value(),
                        asked.to().team().value(),
                        asked.to().role().value(),
                        explained.permitted(),
                        explained.sentences()));
            }
            return JsonAnswer.of(new ExplainedAnswer(configuration, answers));
        }
    }

    /** The answers, one for each recipient asked about. */
    record ExplainedAnswer(String configuration, List<To> answers) {}

    /** One recipient's. */
    record To(String agency, String team, String role, boolean permitted, List<String> sentences) {}
}
