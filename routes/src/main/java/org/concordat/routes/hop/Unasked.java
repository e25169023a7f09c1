package org.concordat.routes.hop;

import java.util.List;
import java.util.stream.Collectors;
import org.concordat.protection.ledger.Event;
import org.concordat.routes.hop.Commitment.NotAsked;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.disclosure.Recipient;

/** A recipient that a hop left out, and the evidence of it. The others go on; when none is left, the hop refuses. */
record Unasked(NotAsked word, Event evidence) {
    Unasked(Recipient recipient, String code, String because, Event evidence) {
        this(new NotAsked(recipient.agency(), recipient.team(), recipient.role(), code, because), evidence);
    }

    /** What the sender is told when nobody is left. */
    static HopRefused nobodyLeft(String hop, List<Unasked> all) {
        List<String> codes = all.stream().map(u -> u.word().code()).distinct().toList();
        String sentence = all.stream()
                .map(u -> "To " + u.word().agency() + ": " + u.word().because())
                .distinct()
                .collect(Collectors.joining(" "));
        List<Finding> findings = all.stream()
                .map(u -> new Finding(
                        Finding.Severity.ERROR,
                        u.word().code(),
                        "/Disclosure/Recipient[" + (all.indexOf(u) + 1) + "]",
                        u.word().because()))
                .toList();
        return new HopRefused(Category.FORBIDDEN, codes.size() == 1 ? codes.get(0) : hop + ".refused", sentence)
                .with(findings)
                .on(all.stream().map(Unasked::evidence).toList());
    }
}
