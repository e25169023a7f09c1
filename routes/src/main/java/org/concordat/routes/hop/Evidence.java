package org.concordat.routes.hop;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.decision.ClauseId;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;

/** What the hops tell the ledger. */
final class Evidence {
    private Evidence() {}

    /** A refusal of which nothing more is known than whom it was told. */
    static Event refused(Instant at, String code, AgencyId agency) {
        return new Event(
                Verb.REFUSED,
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

    /** A refusal of a whole disclosure. What its Header says is what it claims; the code says how far it was checked. */
    static Event refused(Instant at, String code, Header header, String original) {
        return new Event(
                Verb.REFUSED,
                at,
                code,
                header.from().agency(),
                Optional.of(header.from().actor()),
                Optional.of(header.from().role().value()),
                Optional.empty(),
                Optional.of(header.id()),
                Optional.empty(),
                Optional.of(header.kind().value()),
                Optional.of(header.purpose().value()),
                Optional.of(header.basis().power().value()),
                codes(header.basis().conditions()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(original),
                Optional.empty(),
                List.of());
    }

    /** What was decided for one recipient when it was submitted. */
    static Event decided(
            Verb verb,
            Instant at,
            String code,
            Header header,
            AgencyId recipient,
            Optional<UUID> delivery,
            UUID decision,
            Decision answer,
            String configuration,
            String original,
            Optional<String> released,
            List<String> subjects) {
        return new Event(
                verb,
                at,
                code,
                header.from().agency(),
                Optional.of(header.from().actor()),
                Optional.of(header.from().role().value()),
                Optional.of(recipient),
                Optional.of(header.id()),
                delivery,
                Optional.of(header.kind().value()),
                Optional.of(header.purpose().value()),
                Optional.of(header.basis().power().value()),
                codes(header.basis().conditions()),
                Optional.of(decision),
                Optional.of(configuration),
                clauses(answer),
                Optional.of(original),
                released,
                subjects);
    }

    /** What was decided for a delivery when it was about to leave. */
    static Event rechecked(
            Verb verb,
            Instant at,
            String code,
            Delivery delivery,
            Grounds grounds,
            Decision answer,
            String configuration) {
        Question question = grounds.question();
        return new Event(
                verb,
                at,
                code,
                delivery.sender(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(delivery.recipient()),
                Optional.of(delivery.disclosure()),
                Optional.of(delivery.id()),
                Optional.of(delivery.kind().value()),
                Optional.of(question.purpose().value()),
                Optional.of(question.power().value()),
                codes(question.conditions()),
                Optional.of(delivery.decision()),
                Optional.of(configuration),
                clauses(answer),
                Optional.empty(),
                Optional.of(delivery.digest()),
                grounds.subjects());
    }

    private static List<String> codes(Collection<Condition> conditions) {
        return conditions.stream().map(Condition::value).sorted().toList();
    }

    private static List<String> clauses(Decision decision) {
        return decision.fold(Decision.Permit::grantedBy, Decision.Refuse::refusedBy).stream()
                .map(ClauseId::value)
                .toList();
    }
}
