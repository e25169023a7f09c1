package org.concordat.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.concordat.cli.outcome.Text;
import tools.jackson.databind.JsonNode;

/** Checks without an answer: said so that nobody can take silence for "nothing held". */
final class Outstanding {
    private Outstanding() {}

    /** From an object with the list {@code outstanding}. */
    static void say(Text text, JsonNode status) {
        List<String> agencies = new ArrayList<>();
        status.path("outstanding").forEach(agency -> agencies.add(agency.asString("")));
        if (!agencies.isEmpty()) {
            text.gap().say(sentence(agencies));
        }
    }

    static String sentence(List<String> agencies) {
        return "Checks outstanding: " + String.join(", ", agencies) + " (no answer yet; this is not \"nothing held\").";
    }
}
