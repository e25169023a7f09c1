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
        return submitted(Verb.REFUSED, at, code, header, original);
    }

    /** A refusal for one recipient. */
    static Event refused(Instant at, String code, Checked checked, Ruling ruling) {
        return ruled(submitted(Verb.REFUSED, at, code, checked.header(), checked.digest()), ruling)
                .subjects(checked.pseudonyms());
    }

    /** What was taken from the sender for one recipient. */
    static Event collected(Instant at, Checked checked, Ruling ruling, Parcel parcel, List<String> subjects) {
        return ruled(submitted(Verb.COLLECTED, at, "seal", checked.header(), checked.digest()), ruling)
                .delivery(parcel.delivery())
                .released(parcel.digest())
                .subjects(subjects);
    }

    private static Event submitted(Verb verb, Instant at, String code, Header header, String original) {
        Event event = Event.of(verb, at, code, header.from().agency());
        return (header.byAdapter() ? event.byAdapter() : event)
                .actor(header.from().actor())
                .role(header.from().role().value())
                .disclosure(header.id())
                .kind(header.kind().value())
                .basis(
                        header.purpose().value(),
                        header.basis().power().value(),
                        codes(header.basis().conditions()))
                .original(original);
    }

    private static Event ruled(Event event, Ruling ruling) {
        return event.recipient(ruling.recipient())
                .decision(ruling.id())
                .configuration(ruling.configuration())
                .clauses(ruling.clauses());
    }

    /** What was decided for a delivery when it was about to leave. */
    static Event rechecked(Verb verb, Instant at, String code, Delivery delivery, Grounds grounds, Ruling ruling) {
        Question question = grounds.question();
        return ruled(of(verb, at, code, delivery, delivery.sender()), ruling)
                .basis(question.purpose().value(), question.power().value(), codes(question.conditions()))
                .subjects(grounds.subjects());
    }

    /** That a sender took back what could not be delivered. */
    public static Event takenBack(Instant at, AgencyId sender, String actor, UUID delivery) {
        return Event.of(Verb.REFUSED, at, "held.taken-back", sender)
                .actor(actor)
                .delivery(delivery);
    }

    /** That a recipient has a delivery; by whose word, says the code. */
    static Event acknowledged(Instant at, String code, Delivery delivery, Optional<String> readBy) {
        Event event =
                of(Verb.COLLECTED, at, code, delivery, delivery.recipient()).decision(delivery.decision());
        return readBy.map(event::actor).orElse(event);
    }

    private static Event of(Verb verb, Instant at, String code, Delivery delivery, AgencyId agency) {
        return Event.of(verb, at, code, agency)
                .recipient(delivery.recipient())
                .disclosure(delivery.disclosure())
                .delivery(delivery.id())
                .kind(delivery.kind().value())
                .released(delivery.digest());
    }

    /** Whose case a disclosure says that it is, as the first version of a holding. */
    static Event allocated(Instant at, Checked checked, UUID holding, AgencyId holder, List<String> subjects) {
        return submitted(Verb.COLLECTED, at, "holding.allocated", checked.header(), checked.digest())
                .recipient(holder)
                .clauses(List.of("holding/" + holding + "/1"))
                .subjects(subjects);
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
        return Event.of(verb, at, code, said.issuer())
                .actor(said.actor())
                .role(said.role().value())
                .clauses(List.of(id))
                .original(digest)
                .subjects(subjects);
    }

    private static List<String> codes(Collection<Condition> conditions) {
        return conditions.stream().map(Condition::value).sorted().toList();
    }
}
