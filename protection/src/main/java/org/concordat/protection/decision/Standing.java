package org.concordat.protection.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.agency.Successions;
import org.concordat.protection.agreement.Clause.Consent.Need;
import org.concordat.protection.agreement.Never;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.consent.Consent.State;
import org.concordat.protection.consent.OverrideDecision;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.decision.Decision.Refuse;
import org.concordat.protection.holding.Holding.Interest;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;

/**
 * What the circumstances of a question let go, section by section. A given consent that the sender names lets go what it
 * covers; a refusal or withdrawal, whoever recorded it, stops what it covers; an override lets go what it names.
 */
record Standing(Question question, Vocabulary vocabulary, Successions successions) {

    /** Whether a clause may let a section go, as far as consent is concerned. */
    boolean bears(Grant grant, Item item) {
        Need need = grant.clause().consent().need();
        return need == Need.NOT_REQUIRED || (need == Need.REQUIRED && consented(grant, item)) || overridden(item);
    }

    private boolean consented(Grant grant, Item item) {
        return named(grant)
                        .filter(consent -> consent.at(question.at()) == State.GIVEN && covers(consent, item))
                        .isPresent()
                && onRecord().noneMatch(consent -> consent.stated().isNo() && covers(consent, item));
    }

    private boolean covers(Consent consent, Item item) {
        return concerned(consent) && consent.covers(item.label().category(), question.pseudonyms(item));
    }

    private boolean concerned(Consent consent) {
        RoleQueue to = question.to();
        // a no counts for whoever has any of the work now; a yes only where the scheme says so, for who receives in its
        // place
        Set<AgencyId> before = consent.stated().isNo()
                ? successions.before(to.agency(), question.at())
                : successions.carriedTo(to, question.at(), Succession::consents);
        return Stream.concat(Stream.of(to.agency()), before.stream())
                .anyMatch(name -> consent.concerns(question.purpose(), name));
    }

    private Stream<Consent> onRecord() {
        return question.circumstances().consents().stream();
    }

    /** The consent that the sender names, if a record of that agency counts under the clause. */
    private Optional<Consent> named(Grant grant) {
        return onRecord()
                .filter(consent -> question.stated().ref().equals(Optional.of(consent.id()))
                        && (consent.recordedBy().equals(question.from())
                                || grant.clause().consent().alsoRecordedBy().contains(consent.recordedBy())
                                || successions
                                        .before(question.from(), question.at(), Succession::consents)
                                        .contains(consent.recordedBy())))
                .findFirst();
    }

    private boolean overridden(Item item) {
        return inForce()
                .filter(override -> override.covers(item.label().category(), question.pseudonyms(item)))
                .isPresent();
    }

    /** The override that the sender names, where it is the sender's own, counts now and is about such a disclosure. */
    private Optional<OverrideDecision> inForce() {
        return namedOverride()
                .filter(override -> override.inForce(question.at())
                        && override.concerns(
                                question.kind(),
                                question.purpose(),
                                question.to().agency()));
    }

    private Optional<OverrideDecision> namedOverride() {
        return question.circumstances()
                .override()
                .filter(override -> override.agency().equals(question.from())
                        && question.stated().override().equals(Optional.of(override.id())));
    }

    /** Whether a floor rule is lifted for a section: in vital interests, by one who answers for such data. */
    boolean lifts(Never never, Item item) {
        return never.liftedBy() == Never.LiftedBy.VITAL_INTERESTS
                && overridden(item)
                && inForce().filter(this::liftsFloor).isPresent();
    }

    private boolean liftsFloor(OverrideDecision override) {
        Vocabulary.Overriding terms = vocabulary.overriding();
        Vocabulary.Overriding.Reason reason = terms.reasons().get(override.reason());
        Stream<Role> roles = Stream.concat(
                Stream.of(override.proposer().role()),
                override.approval().stream().map(second -> second.by().role()));
        return reason != null && reason.vital() && roles.anyMatch(terms.floorLiftedBy()::contains);
    }

    /**
     * What those people are in this case whose case the recipient's team holds, or may hold: nothing on record can be
     * found about one who has no identifier, and silence denies.
     */
    Set<SubjectCategory> held() {
        return question.people().stream()
                .filter(person -> person.pseudonyms().isEmpty() || binds(person, Interest.CASE))
                .map(Person::category)
                .collect(Collectors.toSet());
    }

    /** What to say when the recipient's team is too close to one of the people, without saying so. */
    Optional<Refuse> elsewhere(Agency to) {
        if (question.people().stream().noneMatch(person -> binds(person, Interest.PERSONAL))) {
            return Optional.empty();
        }
        String instead = Optional.ofNullable(to.desks().get(Desk.SAFE))
                .map(team -> "Send it to the team '" + team + "' of " + to.name() + " instead, as that agency asks.")
                .orElse("Ask " + to.name() + " which of its teams is to have it, and send it there.");
        return Optional.of(new Refuse(Reason.SAFE_TEAM, instead));
    }

    private boolean binds(Person person, Interest interest) {
        RoleQueue to = question.to();
        return question.circumstances().holdings().stream()
                .anyMatch(holding -> holding.interest() == interest
                        && holding.binds(to.agency(), to.team(), person.pseudonyms(), question.at()));
    }

    /** Why nothing at all can go under the clause for want of consent; empty where something can. */
    Optional<Refuse> missing(Grant grant) {
        if (grant.clause().consent().need() == Need.NOT_REQUIRED
                || question.items().stream().anyMatch(item -> bears(grant, item))) {
            return Optional.empty();
        }
        boolean overriding = grant.clause().consent().need() == Need.OVERRIDE
                || question.stated().override().isPresent();
        return Optional.of(new Refuse(
                overriding ? Reason.OVERRIDE_MISSING : Reason.CONSENT_MISSING,
                List.of(grant.id()),
                grant.words() + (overriding ? overrideLacking() : consentLacking(grant))));
    }

    private String overrideLacking() {
        Optional<OverrideDecision> named = namedOverride();
        String lacking;
        if (question.stated().override().isEmpty()) {
            lacking = "the disclosure names none";
        } else if (named.isEmpty()) {
            lacking = "your agency has none on record under the id that the disclosure names";
        } else if (!question.at().isBefore(named.get().until())) {
            lacking = "the one that the disclosure names has ended";
        } else if (!named.get().inForce(question.at()) && named.get().emergency()) {
            lacking = "no second person confirmed the one that the disclosure names in time";
        } else if (!named.get().inForce(question.at())) {
            lacking = "a second person has yet to approve the one that the disclosure names";
        } else {
            lacking =
                    "the one that the disclosure names is not about such data of these people for this purpose and recipient";
        }
        return " would let it go on an override by two persons, and " + lacking;
    }

    private String consentLacking(Grant grant) {
        Optional<Consent> named = named(grant);
        String lacking;
        if (question.stated().ref().isEmpty()) {
            lacking = "the disclosure names no consent on record; a word alone does not suffice";
        } else if (named.isEmpty()) {
            lacking = "no consent that counts for your agency is on record under the id that the disclosure names";
        } else if (named.get().at(question.at()) != State.GIVEN) {
            String state = named.get().at(question.at()).code().replace('-', ' ');
            lacking = "the one that the disclosure names now stands as '" + state + "'";
        } else if (!concerned(named.get())) {
            lacking = "the one that the disclosure names was not given for this purpose and recipient";
        } else if (question.items().stream().anyMatch(item -> covers(named.get(), item))) {
            lacking = "a refusal or withdrawal by the person is on record for this purpose and recipient";
        } else {
            lacking = "the one that the disclosure names covers no such data of these people";
        }
        return " rests on consent, and " + lacking;
    }

    /** The consent and the override without which something that is kept could not go, as decisions cite them. */
    List<ClauseId> reliedOn(List<Grant> granting, List<Never> floor, Set<PartId> kept) {
        List<ClauseId> ids = new ArrayList<>();
        Set<PartId> data = new HashSet<>(kept);
        question.items().stream()
                .filter(item -> kept.contains(item.part()))
                .forEach(form -> form.sanitisedOf().ifPresent(data::add));
        List<Item> gone = question.items().stream()
                .filter(item -> data.contains(item.part()))
                .toList();
        List<Grant> needing = granting.stream()
                .filter(grant -> grant.clause().consent().need() != Need.NOT_REQUIRED)
                .toList();
        for (Grant grant : needing) {
            if (gone.stream().anyMatch(item -> consented(grant, item))) {
                ids.add(ClauseId.consent(named(grant).orElseThrow().id()));
                break;
            }
        }
        boolean overridden = gone.stream()
                .anyMatch(item -> overridden(item)
                        && (needing.stream().anyMatch(grant -> !consented(grant, item))
                                || floor.stream().anyMatch(never -> lifts(never, item))));
        inForce().filter(override -> overridden).ifPresent(o -> ids.add(ClauseId.override(o.id())));
        return ids;
    }
}
