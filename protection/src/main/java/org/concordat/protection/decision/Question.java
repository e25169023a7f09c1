package org.concordat.protection.decision;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Recipient;
import org.concordat.schemas.label.Existence;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * What the rules are asked: may this agency disclose these items to that recipient, for this purpose, under this
 * power, at this time? Holds everything that the answer depends on, but for the configuration.
 *
 * @param conditions the data-protection conditions that the sender states for its end
 * @param consent the state of consent that is on record, {@code not-applicable} where none is needed
 * @param at business time
 */
public record Question(
        Kind kind,
        AgencyId from,
        To to,
        Purpose purpose,
        Power power,
        Set<Condition> conditions,
        String consent,
        Instant at,
        List<Item> items) {
    public Question {
        conditions = Set.copyOf(conditions);
        items = List.copyOf(items);
    }

    /** Whom it would go to. */
    public record To(AgencyId agency, TeamId team, Role role) {}

    /** What one recipient of a disclosure would receive, asked at a time of business. */
    public static Question of(Disclosure disclosure, Recipient recipient, Instant at) {
        Header header = disclosure.header();
        return new Question(
                header.kind(),
                header.from().agency(),
                new To(recipient.agency(), recipient.team(), recipient.role()),
                header.purpose(),
                header.basis().power(),
                Set.copyOf(header.basis().conditions()),
                recipient.consent(),
                at,
                disclosure.sections().stream()
                        .map(s -> new Item(s.id(), s.type(), s.label(), s.sanitisedOf()))
                        .toList());
    }

    /**
     * The sections that a recipient may know of even when they are withheld: their category is one to tell, and so is
     * that of the section of which they are the sanitised form.
     */
    public Set<PartId> tellable() {
        Set<PartId> denied = items.stream()
                .filter(item -> item.label().category().existence() == Existence.CANNOT_CONFIRM_OR_DENY)
                .map(Item::part)
                .collect(Collectors.toSet());
        return items.stream()
                .filter(item -> !denied.contains(item.part())
                        && item.sanitisedOf().filter(denied::contains).isEmpty())
                .map(Item::part)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The same question at another time. */
    public Question at(Instant other) {
        return new Question(kind, from, to, purpose, power, conditions, consent, other, items);
    }
}
