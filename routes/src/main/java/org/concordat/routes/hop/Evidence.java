package org.concordat.routes.hop;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.decision.Question;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.AgencyStatement;
import org.concordat.routes.hop.Check.Checked;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;

/** What the hops, and those who put things on record, tell the ledger. */
public final class Evidence {
    private Evidence() {}

    /** A refusal of which nothing more is known than whom it was told. */
    public static Event refused(Instant at, String code, AgencyId agency) {
        return Event.of(Verb.REFUSED, at, code, agency);
    }

    /** A refusal of a whole disclosure. What its Header says is what it claims; the code says how far it was checked. */
    static Event refused(Instant at, String code, Header header, String original) {
        return submitted(Verb.REFUSED, at, code, header, original, Optional.empty(), Optional.empty(), List.of());
    }

    /** A refusal for one recipient. */
    static Event refused(Instant at, String code, Checked checked, Ruling ruling) {
        Optional<Ruling> ruled = Optional.of(ruling);
        return submitted(
                Verb.REFUSED,
                at,
                code,
                checked.header(),
                checked.digest(),
                ruled,
                Optional.empty(),
                checked.pseudonyms());
    }

    /** What was taken from the sender for one recipient. */
    static Event collected(Instant at, Checked checked, Ruling ruling, Parcel parcel, List<String> subjects) {
        Optional<Ruling> ruled = Optional.of(ruling);
        return submitted(
                Verb.COLLECTED, at, "seal", checked.header(), checked.digest(), ruled, Optional.of(parcel), subjects);
    }

    private static Event submitted(
            Verb verb,
            Instant at,
            String code,
            Header header,
            String original,
            Optional<Ruling> ruling,
            Optional<Parcel> parcel,
            List<String> subjects) {
        return new Event(
                verb,
                at,
                code,
                header.from().agency(),
                Optional.of(header.from().actor()),
                Optional.of(header.from().role().value()),
                ruling.map(Ruling::recipient),
                Optional.of(header.id()),
                parcel.map(Parcel::delivery),
                Optional.of(header.kind().value()),
                Optional.of(header.purpose().value()),
                Optional.of(header.basis().power().value()),
                codes(header.basis().conditions()),
                ruling.map(Ruling::id),
                ruling.map(Ruling::configuration),
                ruling.map(Ruling::clauses).orElse(List.of()),
                Optional.of(original),
                parcel.map(Parcel::digest),
                subjects);
    }

    /** What was decided for a delivery when it was about to leave. */
    static Event rechecked(Verb verb, Instant at, String code, Delivery delivery, Grounds grounds, Ruling ruling) {
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
                Optional.of(ruling.id()),
                Optional.of(ruling.configuration()),
                ruling.clauses(),
                Optional.empty(),
                Optional.of(delivery.digest()),
                grounds.subjects());
    }

    /** That a sender took back what could not be delivered. */
    static Event takenBack(Instant at, AgencyId sender, String actor, UUID delivery) {
        return new Event(
                Verb.REFUSED,
                at,
                "held.taken-back",
                sender,
                Optional.of(actor),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(delivery),
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

    /** That a recipient has a delivery; by whose word, says the code. */
    static Event acknowledged(Instant at, String code, Delivery delivery, Optional<String> readBy) {
        return new Event(
                Verb.COLLECTED,
                at,
                code,
                delivery.recipient(),
                readBy,
                Optional.empty(),
                Optional.of(delivery.recipient()),
                Optional.of(delivery.disclosure()),
                Optional.of(delivery.id()),
                Optional.of(delivery.kind().value()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(delivery.decision()),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(delivery.digest()),
                List.of());
    }

    /**
     * What an agency put on record.
     *
     * @param id of what it is about, as decisions cite it
     * @param digest of the statement that it signed
     * @param subjects pseudonyms
     */
    public static Event onRecord(
            Verb verb, Instant at, String code, String id, AgencyStatement said, String digest, List<String> subjects) {
        return new Event(
                verb,
                at,
                code,
                said.issuer(),
                Optional.of(said.actor()),
                Optional.of(said.role().value()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(id),
                Optional.of(digest),
                Optional.empty(),
                subjects);
    }

    private static List<String> codes(Collection<Condition> conditions) {
        return conditions.stream().map(Condition::value).sorted().toList();
    }
}
