package org.concordat.cli.command;

import java.util.List;
import java.util.Locale;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.Finding;

/** What parsers and validators found, for people and programs. */
final class Findings {
    private Findings() {}

    static Stopped stopped(String what, DisclosureRejected rejected) {
        List<Finding> findings = rejected.findings();
        String count = findings.size() == 1 ? "1 finding" : findings.size() + " findings";
        return new Stopped(Exit.BAD_INPUT, "disclosure.findings", what + ": " + count, reasons(findings));
    }

    static List<Stopped.Reason> reasons(List<Finding> findings) {
        return findings.stream()
                .map(f -> new Stopped.Reason(
                        f.severity().name().toLowerCase(Locale.ROOT), f.code(), f.location(), f.message()))
                .toList();
    }

    static void say(Text text, List<Finding> findings) {
        for (Stopped.Reason reason : reasons(findings)) {
            text.item(1, reason.weight() + " " + reason.code() + ": " + reason.message());
            text.verbatim(2, reason.where());
        }
    }
}
