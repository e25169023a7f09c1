package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.concordat.cli.outcome.Text;
import tools.jackson.databind.JsonNode;

/** Checks without an answer: said so that nobody can take silence for "nothing held". */
final class Outstanding {
    static final String NOT_NOTHING = "No answer yet is not \"nothing held\".";

    private Outstanding() {}

    /** From a status, which lists the agencies that are {@code outstanding}. */
    static void say(Text text, JsonNode status) {
        List<String> agencies = new ArrayList<>();
        status.path("outstanding").forEach(agency -> agencies.add(agency.asString("")));
        if (!agencies.isEmpty()) {
            text.gap().say("Checks outstanding: " + String.join(", ", agencies) + ". " + NOT_NOTHING);
        }
    }
}
