package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import tools.jackson.databind.JsonNode;

/** What the gateway says when it does not do what was asked: a problem (RFC 9457), and how a command ends on it. */
final class Refusal {
    private Refusal() {}

    static Stopped of(Answer answer) {
        JsonNode problem = answer.json();
        List<Stopped.Reason> reasons = new ArrayList<>();
        for (JsonNode finding : problem.path("findings")) {
            reasons.add(new Stopped.Reason(
                    finding.path("severity").asString(""),
                    finding.path("code").asString(""),
                    finding.path("location").asString(""),
                    finding.path("sentence").asString("")));
        }
        String title = problem.path("title").asString("the gateway answered " + answer.status());
        String detail = problem.path("detail").asString("");
        String code = answer.problem().orElse("http." + answer.status());
        return new Stopped(
                exit(answer.status(), reasons), code, detail.isEmpty() ? title : title + ": " + detail, reasons);
    }

    private static Exit exit(int status, List<Stopped.Reason> reasons) {
        return switch (status) {
            case 404 -> Exit.NOT_FOUND;
            case 408, 425, 429 -> Exit.UNAVAILABLE;
            case 413 -> Exit.BAD_INPUT;
            default -> status >= 500 ? Exit.UNAVAILABLE : reasons.isEmpty() ? Exit.REFUSED : Exit.BAD_INPUT;
        };
    }
}
