package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.concordat.fuzz.Case.Allows;

/** What the rules are asked as JSON, changed. Asking changes nothing, so it may be answered. */
final class Questions {
    private static final String ASKED = """
            {"kind":"safeguarding-check-request",
             "to":[{"agency":"northshire-police","team":"safeguarding-unit","role":"safeguarding-officer",
                    "consent":"not-applicable"}],
             "purpose":"pre-sentence-assessment","power":"OMA14","conditions":["P3_35_2_B","P3_SCH8_2"],
             "sections":[{"type":"VictimAddress","subject":"victim","nature":"fact","provenance":"agency-record"},
                         {"type":"VictimAddress","subject":"victim","nature":"fact","provenance":"verified",
                          "sanitisedOf":0}]}""";

    private static final List<String> VALUES = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "[" + "[".repeat(2_000) + "]".repeat(2_000) + "]",
            "\"" + "x".repeat(20_000) + "\"",
            "true",
            "\"given\"",
            "\"00000000-0000-0000-0000-000000000000\"");

    private final Scene scene;

    Questions(Scene scene) {
        this.scene = scene;
    }

    Case changed(Dice dice) throws Exception {
        String agency = dice.of(Scene.AGENCIES);
        byte[] content = dice.oneIn(2)
                ? ByteChanges.changed(ASKED.getBytes(StandardCharsets.UTF_8), dice)
                : revalued(dice).getBytes(StandardCharsets.UTF_8);
        return new Case(
                "a question",
                agency,
                Request.of("POST", "/v1/decisions/explain")
                        .bearing(scene.token(agency))
                        .with("Content-Type", "application/json")
                        .body(content),
                Allows.AN_ANSWER);
    }

    /** Another value after one of the colons or commas. */
    private static String revalued(Dice dice) {
        String text = ASKED;
        for (int i = dice.between(1, 2); i > 0; i--) {
            int at = dice.below(text.length());
            int colon = text.indexOf(dice.of(":", ","), at);
            int end = colon < 0 ? -1 : text.indexOf(dice.of(",", "}"), colon + 1);
            if (end > 0) {
                text = text.substring(0, colon + 1) + dice.of(VALUES) + text.substring(end);
            }
        }
        return text;
    }
}
