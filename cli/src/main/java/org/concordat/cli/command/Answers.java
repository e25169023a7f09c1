package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import tools.jackson.databind.JsonNode;

/** What the gateway answers: what was asked for, or a problem (RFC 9457), and how a command ends on it. */
final class Answers {
    private Answers() {}

    /** The object that was asked for. One without its members is no answer: it must not pass for an empty one. */
    static JsonNode json(Answer answer, String... members) throws Stopped {
        granted(answer);
        JsonNode json = answer.json();
        for (String member : members) {
            if (!json.has(member)) {
                throw unreadable();
            }
        }
        return json;
    }

    static void granted(Answer answer) throws Stopped {
        if (!answer.isSuccess()) {
            throw refusal(answer);
        }
    }

    static Stopped unreadable() {
        return new Stopped(
                Exit.UNAVAILABLE,
                "answer.unreadable",
                "what came back is not what the gateway answers: is it the gateway?");
    }

    private static Stopped refusal(Answer answer) {
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
            case 403 -> Exit.REFUSED;
            case 413 -> Exit.BAD_INPUT;
            default -> status >= 500 ? Exit.UNAVAILABLE : reasons.isEmpty() ? Exit.REFUSED : Exit.BAD_INPUT;
        };
    }
}
