package org.concordat.protection.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concordat.schemas.terminology.AgencyId;

/**
 * What happened, before it is made an {@link Entry}. No personal data: staff by their agency's reference, subjects as
 * {@link Pseudonyms}, documents as digests. No text has room for a sentence or a name: what is ours is refused if it has
 * another form, what a peer claimed is recorded as {@value #UNFIT}.
 *
 * @param code for a refusal, its stable code; else the hop
 * @param actor the person, by the agency's own reference
 * @param configuration the digest of the configuration in force, SHA-256 in hexadecimal, as the other digests
 * @param clauses the clauses that caused the decision
 * @param original the digest of what was submitted
 * @param released the digest of the released copy
 * @param subjects pseudonyms
 */
public record Event(
        Verb verb,
        Instant at,
        String code,
        AgencyId agency,
        Optional<String> actor,
        Optional<String> role,
        Optional<AgencyId> recipient,
        Optional<UUID> disclosure,
        Optional<UUID> delivery,
        Optional<String> kind,
        Optional<String> purpose,
        Optional<String> power,
        List<String> conditions,
        Optional<UUID> decision,
        Optional<String> configuration,
        List<String> clauses,
        Optional<String> original,
        Optional<String> released,
        List<String> subjects) {
    /** What is recorded in place of a peer's word that is no reference or code. */
    public static final String UNFIT = "unfit";

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9.-]{0,127}");
    private static final Pattern CLAUSE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@/-]{0,199}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    /** As the Disclosure schema has it. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/@-]{0,63}");

    public Event {
        require(CODE, "code", code);
        clauses.forEach(c -> require(CLAUSE, "clause", c));
        Stream.of(configuration, original, released)
                .flatMap(Optional::stream)
                .forEach(d -> require(DIGEST, "digest", d));
        subjects.forEach(p -> require(Pseudonyms.FORM, "pseudonym", p));
        actor = actor.map(Event::fit);
        role = role.map(Event::fit);
        kind = kind.map(Event::fit);
        purpose = purpose.map(Event::fit);
        power = power.map(Event::fit);
        conditions = conditions.stream().map(Event::fit).toList();
        clauses = List.copyOf(clauses);
        subjects = List.copyOf(subjects);
    }

    /** An event of which nothing more is known than what was done, and for whom. */
    public static Event of(Verb verb, Instant at, String code, AgencyId agency) {
        return new Event(
                verb,
                at,
                code,
                agency,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static void require(Pattern form, String what, String value) {
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException("an event's " + what + " has another form than " + form);
        }
    }

    private static String fit(String claimed) {
        return REFERENCE.matcher(claimed).matches() ? claimed : UNFIT;
    }
}
