package org.concordat.fuzz;

import java.util.List;

/** What stands where something else should. */
final class Words {
    static final List<String> TEXTS = List.of(
            "",
            " ",
            "0",
            "-1",
            "9223372036854775808",
            "true",
            "null",
            "Mallory-Example",
            "northshire-council",
            "northshire-police",
            "nps-north-east",
            "northshire-children",
            "gateway",
            "unknown-agency",
            "safeguarding-check-request",
            "safeguarding-check-response",
            "victim",
            "convicted",
            "fact",
            "intelligence",
            "given",
            "court-officer",
            "OFFICIAL",
            "pre-sentence-assessment",
            "2026-11-24T09:10:00Z",
            "2026-02-30",
            "0000-00-00T00:00:00Z",
            "_00000000-0000-4000-8000-000000000000",
            "00000000-0000-0000-0000-000000000000",
            "AAAAAAAAAAAAAAAAAAAAAA==",
            "' or '1'='1",
            "; drop table delivery; --",
            "${jndi:ldap://localhost/x}",
            "../../../etc/passwd",
            "a\tb\nc",
            "\u00A0\u2028\u0085",
            "\u202Egnp.exe",
            "e\u0301\u0327",
            "\uD83D\uDC69\u200D\uD83D\uDC67",
            "x".repeat(300),
            "x".repeat(5_000));

    private Words() {}
}
