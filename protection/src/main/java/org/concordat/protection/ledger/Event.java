package org.concordat.protection.ledger;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concordat.schemas.terminology.AgencyId;

/**
 * What happened, before it is made an {@link Entry}: what is known of it, field by field. No personal data: staff by their
 * agency's reference, subjects as {@link Pseudonyms}, documents as digests (SHA-256 in hexadecimal). No text has room for a
 * sentence or a name: what is ours is refused if it has another form, what a peer claimed is recorded as {@value #UNFIT}.
 * Never changes: each method gives another event.
 */
public final class Event {
    /** What is recorded in place of a peer's word that is no reference or code. */
    public static final String UNFIT = "unfit";

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9.-]{0,127}");
    private static final Pattern CLAUSE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@/-]{0,199}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    /** As the Disclosure schema has it. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/@-]{0,63}");

    private final SortedMap<String, Object> fields;

    private Event(SortedMap<String, Object> fields) {
        this.fields = Collections.unmodifiableSortedMap(fields);
    }

    /**
     * An event of which nothing more is known than what was done, and for whom.
     *
     * @param code for a refusal, its stable code; else the hop
     */
    public static Event of(Verb verb, Instant at, String code, AgencyId agency) {
        return new Event(new TreeMap<>())
                .with("verb", verb.name())
                .with("at", at.toString())
                .with("code", formed(CODE, "code", code))
                .with("agency", agency.value());
    }

    /** The person, by the agency's own reference. */
    public Event actor(String reference) {
        return with("actor", fit(reference));
    }

    public Event role(String role) {
        return with("role", fit(role));
    }

    /** That the gateway signed the record for a system that cannot. */
    public Event byAdapter() {
        return with("signer", "adapter");
    }

    public Event recipient(AgencyId recipient) {
        return with("recipient", recipient.value());
    }

    public Event disclosure(UUID disclosure) {
        return with("disclosure", disclosure.toString());
    }

    public Event delivery(UUID delivery) {
        return with("delivery", delivery.toString());
    }

    public Event kind(String kind) {
        return with("kind", fit(kind));
    }

    /** What it was asked for, and under which power. */
    public Event basis(String purpose, String power, List<String> conditions) {
        return with("purpose", fit(purpose))
                .with("power", fit(power))
                .with("conditions", conditions.stream().map(Event::fit).toList());
    }

    public Event decision(UUID decision) {
        return with("decision", decision.toString());
    }

    /** The digest of the configuration in force. */
    public Event configuration(String digest) {
        return with("configuration", formed(DIGEST, "digest", digest));
    }

    /**
     * A bundle that was put in force.
     *
     * @param digest of its files, as its approvers signed it
     * @param replaced the digest of the configuration that was in force before; none for the first
     */
    public Event bundle(int number, String digest, Optional<String> replaced) {
        Event event = with("bundle", String.valueOf(number)).original(digest);
        return replaced.map(before -> event.with("replaced", formed(DIGEST, "digest", before)))
                .orElse(event);
    }

    /** That nothing is handed over to the recipient, or is again: which of the words on it this is, from 1. */
    public Event pause(int number) {
        return with("pause", String.valueOf(number));
    }

    /** The clauses, or what is on record, that caused the decision. */
    public Event clauses(List<String> clauses) {
        return with("clauses", formed(CLAUSE, "clause", clauses));
    }

    /** The digest of what was submitted, or handed in. */
    public Event original(String digest) {
        return with("original", formed(DIGEST, "digest", digest));
    }

    /** The digest of the released copy. */
    public Event released(String digest) {
        return with("released", formed(DIGEST, "digest", digest));
    }

    public Event subjects(List<String> pseudonyms) {
        return with("subjects", formed(Pseudonyms.FORM, "pseudonym", pseudonyms));
    }

    /** What is known, by its name: texts and lists of texts, none of them empty. */
    SortedMap<String, Object> fields() {
        return fields;
    }

    private Event with(String name, Object value) {
        SortedMap<String, Object> more = new TreeMap<>(fields);
        if (!List.of().equals(value)) {
            more.put(name, value);
        }
        return new Event(more);
    }

    private static List<String> formed(Pattern form, String what, List<String> values) {
        return values.stream().map(value -> formed(form, what, value)).toList();
    }

    private static String formed(Pattern form, String what, String value) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("an event's " + what + " has another form than " + form);
        }
        return value;
    }

    /** Whether a reference to a person is recorded as it is, and not as {@value #UNFIT}. */
    public static boolean isFit(String reference) {
        return REFERENCE.matcher(reference).matches();
    }

    private static String fit(String claimed) {
        return isFit(claimed) ? claimed : UNFIT;
    }
}
