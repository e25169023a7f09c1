package org.concordat.protection.decision;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.holding.Holding;

/**
 * What is on record for a question beyond the disclosure itself, at the time of the question. It changes while a
 * disclosure waits, so it is never stored with one: it is read anew whenever the question is asked anew.
 *
 * @param consents the consent that the sender names, whoever recorded it, and every refusal or withdrawal on record
 *     about the people of the question
 * @param override the override that the sender names
 * @param holdings what the recipient's team has to do with the people of the question
 */
public record Circumstances(List<Consent> consents, Optional<OverrideDecision> override, List<Holding> holdings) {
    /** Nothing is on record. */
    public static final Circumstances NONE = new Circumstances(List.of(), Optional.empty(), List.of());

    public Circumstances {
        consents = List.copyOf(consents);
        holdings = List.copyOf(holdings);
    }

    /** When the first of what was relied on ends of itself; empty where nothing does. */
    public Optional<Instant> ends(List<ClauseId> reliedOn) {
        Stream<Instant> given = consents.stream()
                .filter(consent -> reliedOn.contains(ClauseId.consent(consent.id())))
                .flatMap(consent -> consent.expires().stream());
        Stream<Instant> decided = override.stream()
                .filter(named -> reliedOn.contains(ClauseId.override(named.id())))
                .map(OverrideDecision::ends);
        return Stream.concat(given, decided).min(Instant::compareTo);
    }
}
