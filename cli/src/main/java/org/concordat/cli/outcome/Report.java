package org.concordat.cli.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concordat.protection.json.TermJson;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Prints how a command ended: sentences, or one JSON object on the output whatever happened. */
public final class Report {
    private static final JsonMapper JSON = TermJson.in(JsonMapper.builder())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    public Report(PrintStream out, PrintStream err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    public int print(Outcome outcome) {
        if (json) {
            printJson(outcome.exit(), outcome.json());
        } else {
            out.println(outcome.text());
        }
        return outcome.exit().code();
    }

    public int print(Stopped stopped) {
        if (json) {
            Why why = new Why(
                    stopped.code(), String.valueOf(stopped.getMessage()), stopped.reasons(), stopped.incident());
            printJson(stopped.exit(), Map.of("error", why));
        } else {
            err.println(text(stopped));
        }
        return stopped.exit().code();
    }

    private void printJson(Exit exit, Map<String, Object> rest) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exit", exit.code());
        object.putAll(rest);
        out.println(JSON.writeValueAsString(object));
    }

    /** Why a command stopped, for programs. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Why(String code, String message, List<Stopped.Reason> reasons, String incident) {}

    private static Text text(Stopped stopped) {
        Text text = new Text().say("concordat: " + stopped.getMessage() + " (" + stopped.code() + ")");
        if (!stopped.incident().isEmpty()) {
            text.row(0, "incident", stopped.incident());
        }
        List<Stopped.Reason> reasons = stopped.reasons();
        for (int i = 0; i < reasons.size(); i++) {
            Stopped.Reason reason = reasons.get(i);
            text.gap().say((i + 1) + ". " + reason.weight() + " " + reason.code());
            if (!reason.where().isEmpty()) {
                text.verbatim(2, reason.where());
            }
            text.say(2, reason.message());
        }
        return text;
    }
}
