package org.concordat.routes.hop;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.hop.Check.Checked;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.disclosure.Recipient;

/** A recipient that a hop left out, and the evidence of it. The others go on; when none is left, the hop refuses. */
record Omission(Statement.NotAsked word, Event evidence) {

    static Omission of(Checked checked, Recipient recipient, Ruling ruling, String code, String because, Instant at) {
        return new Omission(
                new Statement.NotAsked(recipient.agency(), recipient.team(), recipient.role(), code, because),
                Evidence.refused(at, code, checked, ruling));
    }

    /** What the sender is told when nobody is left. */
    static HopRefused nobodyLeft(String hop, List<Omission> all) {
        List<String> codes = all.stream().map(o -> o.word().code()).distinct().toList();
        String sentence = all.stream()
                .map(o -> "To " + o.word().agency() + ": " + o.word().because())
                .distinct()
                .collect(Collectors.joining(" "));
        List<Finding> findings = all.stream()
                .map(o -> new Finding(
                        Finding.Severity.ERROR,
                        o.word().code(),
                        "/Disclosure/Recipient",
                        o.word().because()))
                .toList();
        return new HopRefused(Category.FORBIDDEN, codes.size() == 1 ? codes.get(0) : hop + ".refused", sentence)
                .with(findings)
                .on(all.stream().map(Omission::evidence).toList());
    }
}
