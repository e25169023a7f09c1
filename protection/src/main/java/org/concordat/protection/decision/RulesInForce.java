package org.concordat.protection.decision;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.agreement.Never;
import org.concordat.protection.decision.Decision.Duty;
import org.concordat.protection.decision.Decision.Permit;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.decision.Decision.Refuse;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;

/**
 * The rules in the order in which they are asked: floor, agencies and kind in force, power, clause, conditions at both
 * ends, consent or override, conflict of interest, then each section. Tables are built once. Whatever is unknown, missing or fails refuses.
 *
 * <p>The power is asked before the clause: both refuse, and a power that does not stand between two bodies is the
 * better explanation, for no clause could mend it.
 */
public final class RulesInForce implements Rules {
    private final Law law;
    private final Agencies agencies;
    private final Set<Kind> kinds;
    private final Clauses clauses;
    private final Reasons reasons;
    private final String digest;

    /**
     * Rules over agreements whose terms were checked against the law and the agencies.
     *
     * @param kinds the kinds of disclosure that have a schema
     */
    public RulesInForce(Law law, Agencies agencies, Set<Kind> kinds, List<Agreement> agreements, String digest) {
        this.law = law;
        this.agencies = agencies;
        this.kinds = Set.copyOf(kinds);
        this.clauses = new Clauses(agreements, agencies.successions());
        this.reasons = new Reasons(law, clauses);
        this.digest = digest;
    }

    @Override
    public String digest() {
        return digest;
    }

    @Override
    public Decision decide(Question question) {
        try {
            return answer(question);
        } catch (RuntimeException e) {
            // what failed could quote the question; that it failed is enough to refuse
            return new Refuse(Reason.CLAUSE_FAILED, "a rule could not be evaluated, and nothing is released then");
        }
    }

    private Decision answer(Question question) {
        Optional<Agency> from = agencies.find(question.from());
        Optional<Agency> to = agencies.find(question.to().agency());
        Standing standing = new Standing(question, law.vocabulary(), agencies.successions());
        Set<SubjectCategory> held = standing.held();
        List<Never> floor = to.map(agency -> law.floor().stream()
                        .filter(never ->
                                never.concerns(agency.kind(), question.to().role(), held))
                        .toList())
                .orElse(List.of());
        for (Never never : floor) {
            if (never.forbidsEverything()) {
                return new Refuse(
                        Reason.FORBIDDEN_BY_FLOOR, List.of(new ClauseId("floor/" + never.id())), never.because());
            }
        }
        if (from.isEmpty() || !from.get().inForce().covers(question.at())) {
            return reasons.agencyNotInForce(from, question.from(), question.at());
        }
        if (to.isEmpty() || !to.get().inForce().covers(question.at())) {
            return reasons.agencyNotInForce(to, question.to().agency(), question.at());
        }
        if (!receivesThere(to.get(), question.to())) {
            return reasons.recipientUnknown(to.get(), question.to());
        }
        if (!kinds.contains(question.kind())) {
            return new Refuse(
                    Reason.KIND_UNKNOWN, "'" + question.kind() + "' is no kind of disclosure that Concordat knows");
        }
        return underClauses(question, from.get(), to.get(), floor, standing);
    }

    private static boolean receivesThere(Agency agency, RoleQueue to) {
        return agency.teams().stream()
                .anyMatch(team -> team.id().equals(to.team()) && team.roles().contains(to.role()));
    }

    private Decision underClauses(Question question, Agency from, Agency to, List<Never> floor, Standing standing) {
        Optional<Refuse> powerless = reasons.powerThatDoesNotFit(question, from, to);
        if (powerless.isPresent()) {
            return powerless.get();
        }
        List<Grant> applying = clauses.applying(question);
        if (applying.isEmpty() || !law.vocabulary().lists(question.purpose(), question.at())) {
            return reasons.noClauseApplies(question, from, to);
        }
        List<Grant> granting = new ArrayList<>();
        List<Refuse> refusing = new ArrayList<>();
        for (Grant grant : applying) {
            Optional<Refuse> refused =
                    conditionMissing(grant, question, from, to).or(() -> standing.missing(grant));
            refused.ifPresentOrElse(refusing::add, () -> granting.add(grant));
        }
        if (granting.isEmpty()) {
            return refusing.get(0);
        }
        Optional<Refuse> elsewhere = standing.elsewhere(to);
        return elsewhere.isPresent() ? elsewhere.get() : perSection(question, floor, granting, standing);
    }

    private Optional<Refuse> conditionMissing(Grant grant, Question question, Agency from, Agency to) {
        Optional<Condition> unknown = question.conditions().stream()
                .filter(condition -> !law.conditions().list().containsKey(condition))
                .findFirst();
        if (unknown.isPresent()) {
            return Optional.of(new Refuse(
                    Reason.CONDITION_MISSING,
                    List.of(grant.id()),
                    "'" + unknown.get() + "' is no data-protection condition that Concordat knows"));
        }
        Set<Condition> wanted = conditions(grant, grant.clause().conditions().sender(), from, grant.from(), question);
        if (wanted.isEmpty() || !question.conditions().containsAll(wanted)) {
            return Optional.of(reasons.senderConditionMissing(grant, question, from, wanted));
        }
        if (conditions(grant, grant.clause().conditions().recipient(), to, grant.to(), question)
                .isEmpty()) {
            return Optional.of(new Refuse(
                    Reason.CONDITION_MISSING,
                    List.of(grant.id()),
                    grant.words() + " names no data-protection condition on which " + to.name()
                            + " could hold what it receives"));
        }
        return Optional.empty();
    }

    /** Those stated for its kind; else those of the agency whose work it has, where they suffice under its own regime. */
    private Set<Condition> conditions(
            Grant grant, Map<String, Set<Condition>> stated, Agency end, AgencyId as, Question question) {
        Set<Condition> own = stated.getOrDefault(end.kind(), Set.of());
        if (!own.isEmpty() || as.equals(end.id())) {
            return own;
        }
        return agencies.find(as)
                .map(before -> stated.getOrDefault(before.kind(), Set.of()))
                .filter(inherited -> law.conditions()
                        .lacking(
                                inherited,
                                law.vocabulary().regime(end.bodies(), question.purpose()),
                                grant.clause().categories().keySet())
                        .isEmpty())
                .orElse(Set.of());
    }

    private Decision perSection(Question question, List<Never> floor, List<Grant> granting, Standing standing) {
        Sieve sieve = new Sieve(floor, granting, question.to().role(), standing);
        Sieve.Sifted sifted = sieve.sift(question.items());
        if (sifted.kept().isEmpty()) {
            return reasons.nothingLeft(sifted.withheld());
        }
        Set<Duty> duties = new LinkedHashSet<>();
        for (Grant grant : granting) {
            duties.add(new Duty("retain", grant.clause().retain().toString()));
            grant.clause().respond().ifPresent(respond -> {
                duties.add(new Duty("respond-within", respond.atMost().toString()));
                respond.before().ifPresent(event -> duties.add(new Duty("respond-before", event)));
            });
        }
        List<ClauseId> grantedBy =
                new ArrayList<>(granting.stream().map(Grant::id).toList());
        granting.stream()
                .flatMap(grant -> Stream.of(grant.from(), grant.to()))
                .filter(as ->
                        !as.equals(question.from()) && !as.equals(question.to().agency()))
                .distinct()
                .forEach(before -> grantedBy.add(new ClauseId("succession/" + before)));
        grantedBy.addAll(standing.reliedOn(granting, floor, sifted.kept()));
        return new Permit(grantedBy, sifted.kept(), sifted.withheld(), List.copyOf(duties));
    }
}
