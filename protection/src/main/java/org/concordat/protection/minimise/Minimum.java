package org.concordat.protection.minimise;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.protection.decision.Withheld;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Recipient;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.disclosure.Section;

/**
 * The least of a disclosure that serves one recipient, as decided: what its released copy is made of.
 *
 * @param kept the permitted sections, the subjects they are about, and the recipient's own part
 * @param withheld what the recipient may be told of, one line for a category and clause; the same, in the same order,
 *     whether or not there is more that it may not know of
 */
public record Minimum(Set<PartId> kept, List<Release.Withheld> withheld) {
    public Minimum {
        kept = Set.copyOf(kept);
        withheld = List.copyOf(withheld);
    }

    /** What the permit leaves of the disclosure for this recipient, whom the question was about. */
    public static Minimum of(Disclosure disclosure, Recipient recipient, Question question, Decision.Permit permit) {
        Set<PartId> kept = new HashSet<>();
        kept.add(recipient.id());
        for (Section section : disclosure.sections()) {
            if (permit.kept().contains(section.id())) {
                kept.add(section.id());
                kept.add(section.about());
            }
        }
        return new Minimum(kept, told(question, permit));
    }

    private static List<Release.Withheld> told(Question question, Decision.Permit permit) {
        Set<PartId> tellable = new HashSet<>(question.tellable());
        // a sanitised form whose original is released is not withheld from anybody
        question.items().stream()
                .filter(item -> item.sanitisedOf().map(permit.kept()::contains).orElse(false))
                .forEach(item -> tellable.remove(item.part()));
        return permit.withheld().stream()
                .filter(withheld -> tellable.contains(withheld.part()))
                .sorted(Withheld.ORDER)
                .map(withheld ->
                        new Release.Withheld(withheld.category(), withheld.by().value(), withheld.because()))
                .distinct()
                .toList();
    }
}
