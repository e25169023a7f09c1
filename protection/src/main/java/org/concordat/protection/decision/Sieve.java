package org.concordat.protection.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agreement.Extent;
import org.concordat.protection.agreement.Extent.Form;
import org.concordat.protection.agreement.Never;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.terminology.Role;

/**
 * What the floor and the granting clauses let through to one role, section by section. A section's fate depends on its
 * own label, on that of its original when it is a sanitised form, and on what is on record about its person; never on what
 * else is in the disclosure.
 *
 * @param floor the rules that concern the recipient
 * @param granting never empty
 * @param standing of consent and override, for each section
 */
record Sieve(List<Never> floor, List<Grant> granting, Role role, Standing standing) {

    record Sifted(Set<PartId> kept, List<Withheld> withheld) {}

    /**
     * Keeps or withholds each section.
     *
     * @throws IllegalArgumentException when sections share an id, or a sanitised form has no original
     */
    Sifted sift(List<Item> items) {
        Map<PartId, Item> byPart = new HashMap<>();
        for (Item item : items) {
            if (byPart.put(item.part(), item) != null) {
                throw new IllegalArgumentException("two sections share an id");
            }
        }
        Map<PartId, Withheld> withheld = new LinkedHashMap<>();
        for (Item item : items) {
            withholding(item, byPart).ifPresent(reason -> withheld.put(item.part(), reason));
        }
        Set<PartId> kept = new LinkedHashSet<>();
        List<Withheld> out = new ArrayList<>();
        for (Item item : items) {
            Withheld reason = withheld.get(item.part());
            if (reason == null
                    && item.sanitisedOf().isPresent()
                    && !withheld.containsKey(item.sanitisedOf().get())) {
                reason = withheld(
                        item, granting.get(0).id(), "the section of which this is the sanitised form is released");
            }
            if (reason == null) {
                kept.add(item.part());
            } else {
                out.add(reason);
            }
        }
        return new Sifted(kept, out);
    }

    private Optional<Withheld> withholding(Item item, Map<PartId, Item> byPart) {
        if (item.sanitisedOf().isEmpty()) {
            return withholding(item, item, Form.WHOLE);
        }
        Item original = byPart.get(item.sanitisedOf().get());
        if (original == null || original.sanitisedOf().isPresent()) {
            throw new IllegalArgumentException("a sanitised form has no original");
        }
        if (!original.about().equals(item.about())) {
            throw new IllegalArgumentException("a sanitised form is about somebody else than its original");
        }
        // its data are the original's: another type launders them of no rule, consent or override
        return withholding(item, item, Form.SANITISED).or(() -> withholding(item, original, Form.SANITISED));
    }

    private Optional<Withheld> withholding(Item item, Item data, Form form) {
        Label label = data.label();
        for (Never never : floor) {
            if (never.forbids(label, form) && !standing.lifts(never, data)) {
                return Optional.of(
                        never.holdingCaseOf().isEmpty()
                                ? withheld(item, new ClauseId("floor/" + never.id()), never.because())
                                : silence(item, data)); // to name the rule would tell whose case the team holds
            }
        }
        for (Grant grant : granting) {
            Extent extent = grant.clause().categories().get(label.category());
            if (extent != null && extent.lets(label, role, form) && standing.bears(grant, data)) {
                return Optional.empty();
            }
        }
        return Optional.of(silence(item, data));
    }

    private Withheld silence(Item item, Item data) {
        Label label = data.label();
        Grant first = granting.get(0);
        Extent extent = first.clause().categories().get(label.category());
        Vocabulary vocabulary = standing.vocabulary();
        String lets;
        if (extent != null && !standing.bears(first, data)) {
            lets = " rests on consent, and none that reaches this is on record";
        } else if (extent == null) {
            lets = " does not provide for " + vocabulary.words(label.category());
        } else if (extent.form() == Form.SANITISED) {
            lets = " provides for " + vocabulary.words(label.category()) + " in sanitised form only";
        } else {
            lets = " provides for " + vocabulary.words(label.category())
                    + ", but not about such a person, of such a nature or to such a role";
        }
        return withheld(item, first.id(), first.words() + "," + lets);
    }

    private static Withheld withheld(Item item, ClauseId by, String because) {
        return new Withheld(item.part(), item.label().category(), by, because);
    }
}
