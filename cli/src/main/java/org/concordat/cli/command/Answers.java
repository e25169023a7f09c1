package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.ledger.SeenCheckpoints;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway answers: what was asked for, or a problem (RFC 9457), and how a command ends on it. */
final class Answers {
    private Answers() {}

    /** The object that was asked for. One without its members is no answer: it must not pass for an empty one. */
    static JsonNode json(Answer answer, String... members) throws Stopped {
        JsonNode json = granted(answer).json();
        for (String member : members) {
            if (!json.has(member)) {
                throw Stopped.of("answer.unreadable");
            }
        }
        return json;
    }

    /** What was done as it was asked. */
    static Answer granted(Answer answer) throws Stopped {
        if (!answer.isSuccess()) {
            throw refusal(answer);
        }
        return answer;
    }

    /** How a recipient is named in sentences: an object with {@code agency}, {@code team} and {@code role}. */
    static String recipient(JsonNode to) {
        return text(to, "agency") + " (team " + text(to, "team") + ", " + text(to, "role") + ")";
    }

    /** Empty where the member is missing, or no text. */
    static String text(JsonNode object, String member) {
        return object.path(member).asString("");
    }

    /** The texts of a list, with a comma between them. */
    static String joined(JsonNode list) {
        return list.valueStream().map(one -> one.asString("")).collect(Collectors.joining(", "));
    }

    /** Holds a checkpoint that came with an answer against those that were seen; there is none in a gateway's first moments. */
    static boolean agreed(Caller caller, String checkpoint) throws Stopped {
        return checkpoint.isEmpty() || SeenCheckpoints.of(caller.environment()).agree(caller, checkpoint);
    }

    /** What a person is told of that; where all is well, nothing. */
    static Text sayAgreed(Text text, boolean agreed) {
        return agreed
                ? text
                : text.gap()
                        .say("Whether the gateway's ledger still is the one that was seen here before could not be"
                                + " checked just now. It will be, next time.");
    }

    /** What a compact JWS says, believed or not; a missing node when it is none. */
    static JsonNode said(String jws) {
        try {
            return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(jws.split("\\.", -1)[1]));
        } catch (JacksonException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    private static Stopped refusal(Answer answer) {
        JsonNode problem = answer.json();
        List<Stopped.Reason> reasons = new ArrayList<>();
        for (JsonNode finding : problem.path("findings")) {
            reasons.add(new Stopped.Reason(
                    text(finding, "severity"),
                    text(finding, "code"),
                    text(finding, "location"),
                    text(finding, "sentence")));
        }
        String title = problem.path("title").asString("the gateway answered " + answer.status());
        String detail = text(problem, "detail");
        String code = answer.problem().orElse("http." + answer.status());
        String message = detail.isEmpty() ? title : title + ": " + detail;
        String incident = text(problem, "instance").replaceFirst("^urn:uuid:", "");
        return new Stopped(exit(answer.status(), reasons), code, message, reasons, incident);
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
