package org.concordat.routes.consent;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.protection.receipt.AgencyStatement.Consented.Capacity;
import org.concordat.protection.receipt.AgencyStatement.Consented.GivenBy;
import org.concordat.routes.consent.Consents.Left;
import org.concordat.routes.consent.RecordDoor.OnRecord;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Protection;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Puts consents on record, version by version, and has data recalled that left on a consent that is no more. Safe to share.
 *
 * @param recallWithin how long a recall may stay unconfirmed where its recipient's agency says nothing
 */
public record Consenting(Protection protection, Consents consents, Duration recallWithin) {

    public OnRecord show(Agency agency, UUID id) throws HopRefused {
        return onRecord(there(agency, id));
    }

    public OnRecord record(Agency agency, UUID id, String jws) throws HopRefused {
        Intake intake = new Intake(protection);
        Consented said = intake.read(agency, jws, Consented.class, "consent.statement-not-valid");
        intake.require(said.consent().equals(id), agency, "consent.id-differs");
        boolean speechless = said.givenBy() == GivenBy.NOBODY
                || (said.givenBy() == GivenBy.SELF && said.capacity() == Capacity.LACKS_CAPACITY);
        intake.require(said.state() != State.GIVEN || !speechless, agency, "consent.given-by-nobody");
        Configuration known = protection.configuration();
        boolean listed = known.vocabulary().purposes().keySet().containsAll(said.purposes())
                && said.recipients().stream()
                        .allMatch(to -> known.agencies().find(to).isPresent());
        intake.require(listed, agency, "consent.term-unknown");
        Optional<Consents.OnRecord> earlier = consents.find(id);
        if (earlier.isEmpty() || earlier.get().consent().version() < said.version()) {
            intake.requireOwn(agency, earlier.map(e -> e.consent().recordedBy()), "consent.not-there");
            Consent consent = new Consent(
                    id,
                    said.version(),
                    agency.id(),
                    said.state(),
                    intake.pseudonyms(said.subjects()),
                    Set.copyOf(said.purposes()),
                    Set.copyOf(said.categories()),
                    Set.copyOf(said.recipients()),
                    protection.now(),
                    said.expires());
            Verb verb = earlier.isPresent() ? Verb.ALTERED : Verb.COLLECTED;
            String code = "consent." + said.state().code();
            Signed signed =
                    intake.signed(verb, code, "consent/" + id + "/" + said.version(), said, said.subjects(), jws);
            if (consents.put(consent, reached(consent), signed, this::recalls)) {
                return onRecord(consent);
            }
            // somebody was first: the same words are a repeat, others contradict them
        }
        Consent there = there(agency, id);
        boolean repeated = consents.find(id)
                .filter(found -> intake.repeats(found.digest(), said))
                .isPresent();
        intake.require(repeated, agency, "consent.version-passed");
        return onRecord(there);
    }

    /** A no to an agency that ended is one to whoever has its work. */
    private Set<AgencyId> reached(Consent consent) {
        return protection.agencies().all().stream()
                .map(Agency::id)
                .filter(id -> !Collections.disjoint(protection.names(id), consent.recipients()))
                .collect(Collectors.toSet());
    }

    private Consent there(Agency agency, UUID id) throws HopRefused {
        Optional<Consents.OnRecord> found = consents.find(id);
        new Intake(protection).requireOwn(agency, found.map(f -> f.consent().recordedBy()), "consent.not-there");
        return found.orElseThrow(() -> new Intake(protection).refused(agency, "consent.not-there"))
                .consent();
    }

    private OnRecord onRecord(Consent consent) {
        State state = consent.at(protection.now());
        return OnRecord.of(consent.id(), state.code(), consent.version(), consent.expires());
    }

    /** To the recipient, who has to stop; to the sender's team and to those who answer there for data protection. */
    private List<Notice> recalls(Left left) {
        String sentence =
                "The consent on which " + left.recipient() + " received your disclosure is no more. That agency"
                        + " was told to use it no longer, and to confirm that.";
        Notice toRecipient = protection
                .statements()
                .notice(
                        left.recipient(),
                        Desk.TEAM,
                        left.team(),
                        Notice.About.RECALLED,
                        left.delivery(),
                        Optional.of(protection.now().plus(recallWithin(left.recipient()))),
                        "What this delivery brought rested on consent, which is no more. Use it no longer, erase it unless"
                                + " another duty makes you keep it, and confirm that.");
        return List.of(
                toRecipient, toSender(left, Desk.TEAM, sentence), toSender(left, Desk.DATA_PROTECTION, sentence));
    }

    private Duration recallWithin(AgencyId recipient) {
        return protection
                .agencies()
                .find(recipient)
                .flatMap(agency -> agency.connection().recallWithin())
                .orElse(recallWithin);
    }

    private Notice toSender(Left left, Desk desk, String sentence) {
        Notice.About begun = Notice.About.RECALL_BEGUN;
        return protection
                .statements()
                .notice(left.sender(), desk, left.senderTeam(), begun, left.disclosure(), Optional.empty(), sentence);
    }
}
