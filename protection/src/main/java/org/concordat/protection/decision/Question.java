package org.concordat.protection.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Recipient;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.label.Existence;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;

/**
 * What the rules are asked: may this agency disclose these items to that recipient, for this purpose, under this
 * power, at this time? Holds everything that the answer depends on, but for the configuration.
 *
 * @param conditions the data-protection conditions that the sender states for its end
 * @param at business time
 * @param people whom the items are about; empty in a question about nobody in particular
 * @param circumstances what is on record at that time
 */
public record Question(
        Kind kind,
        AgencyId from,
        RoleQueue to,
        Purpose purpose,
        Power power,
        Set<Condition> conditions,
        Stated stated,
        Instant at,
        List<Person> people,
        List<Item> items,
        Circumstances circumstances) {
    public Question {
        conditions = Set.copyOf(conditions);
        people = List.copyOf(people);
        items = List.copyOf(items);
    }

    /**
     * What the sender states: a word, which lets nothing go by itself, and what is said to be on record.
     *
     * @param consent the state of consent, as its code
     * @param ref the consent that is relied on
     * @param override the override that is relied on
     */
    public record Stated(String consent, Optional<UUID> ref, Optional<UUID> override) {
        /** Nothing is relied on. */
        public static Stated only(String consent) {
            return new Stated(consent, Optional.empty(), Optional.empty());
        }
    }

    /**
     * What one recipient of a disclosure would receive, asked at a time of business, with nothing on record yet.
     *
     * @param pseudonyms of the subjects' identifiers
     */
    public static Question of(
            Disclosure disclosure, Recipient recipient, Instant at, Function<Subject, List<String>> pseudonyms) {
        Header header = disclosure.header();
        return new Question(
                header.kind(),
                header.from().agency(),
                RoleQueue.of(recipient),
                header.purpose(),
                header.basis().power(),
                Set.copyOf(header.basis().conditions()),
                new Stated(recipient.consent(), recipient.consentRef(), recipient.override()),
                at,
                disclosure.subjects().stream()
                        .map(s -> new Person(s.id(), s.category(), pseudonyms.apply(s)))
                        .toList(),
                disclosure.sections().stream()
                        .map(s -> new Item(s.id(), Optional.of(s.about()), s.type(), s.label(), s.sanitisedOf()))
                        .toList(),
                Circumstances.NONE);
    }

    /** The pseudonyms of whom an item is about; none for an item about nobody in particular. */
    public List<String> pseudonyms(Item item) {
        return people.stream()
                .filter(person -> item.about().filter(person.part()::equals).isPresent())
                .flatMap(person -> person.pseudonyms().stream())
                .toList();
    }

    /** The same of those whom any of these items is about, each once, in order. */
    public List<String> pseudonyms(Set<PartId> parts) {
        return items.stream()
                .filter(item -> parts.contains(item.part()))
                .flatMap(item -> pseudonyms(item).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The pseudonyms of everybody it is about, each once, in order. */
    public List<String> pseudonyms() {
        return people.stream()
                .flatMap(person -> person.pseudonyms().stream())
                .distinct()
                .sorted()
                .toList();
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

    /** The same question at another time, with what is on record then. */
    public Question asked(Instant then, Circumstances onRecord) {
        return new Question(kind, from, to, purpose, power, conditions, stated, then, people, items, onRecord);
    }
}
