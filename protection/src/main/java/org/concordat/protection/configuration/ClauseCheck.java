package org.concordat.protection.configuration;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agreement.Clause;
import org.concordat.protection.agreement.Conditions.Serves;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.agreement.Statute;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;

/** Checks a clause against the law: whether it can ever apply, and whether each end has the conditions it needs. */
record ClauseCheck(Law law, Map<AgencyId, Agency> agencies, Findings findings) {
    void check(Located share, Clause clause) {
        String subject = "clause " + clause.id();
        if (clause.from().isEmpty() || clause.to().isEmpty()) {
            findings.add(
                    share.get(clause.from().isEmpty() ? "from" : "to"),
                    subject + " can never apply: no party is meant by this");
            return;
        }
        for (Power power : clause.powers()) {
            Statute statute = law.powers().get(power);
            if (statute != null) {
                check(share.get("powers"), clause, statute);
            }
        }
        Located stated = share.get("conditions");
        Clause.Ends ends = clause.conditions();
        end(stated.get("sender"), clause, "the sender's", clause.from(), ends.sender());
        end(stated.get("recipient"), clause, "the recipient's", clause.to(), ends.recipient());
    }

    private void check(Located where, Clause clause, Statute statute) {
        String cannot = "clause " + clause.id() + " can never apply under " + statute.code() + ": ";
        if (statute.inForce().isEmpty()) {
            findings.add(where, cannot + "the " + statute.name() + " is not known to be in force");
        }
        boolean stands = clause.from().stream()
                .anyMatch(from -> clause.to().stream()
                        .anyMatch(to -> !from.equals(to) && statute.covers(bodies(from), bodies(to))));
        if (!stands) {
            findings.add(
                    where, cannot + "the " + statute.name() + " stands between no sender and recipient that it names");
        }
        if (clause.purposes().stream().noneMatch(statute.purposes()::contains)) {
            findings.add(
                    where, cannot + "the " + statute.name() + " cannot be relied on for any purpose that it names");
        }
    }

    private Set<String> bodies(AgencyId id) {
        Agency agency = agencies.get(id);
        return agency == null ? Set.of() : agency.bodies();
    }

    private void end(Located where, Clause clause, String end, Set<AgencyId> ids, Map<String, Set<Condition>> stated) {
        Set<String> kinds = new LinkedHashSet<>();
        for (AgencyId id : ids) {
            Agency agency = agencies.get(id);
            if (agency == null || !kinds.add(agency.kind())) {
                continue;
            }
            Set<Condition> ofKind = stated.getOrDefault(agency.kind(), Set.of());
            Set<Serves> lacking = new LinkedHashSet<>();
            for (Purpose purpose : clause.purposes()) {
                lacking.addAll(law.conditions()
                        .lacking(
                                ofKind,
                                law.vocabulary().regime(agency.bodies(), purpose),
                                clause.categories().keySet()));
            }
            for (Serves serves : lacking) {
                findings.add(
                        where,
                        "clause " + clause.id() + " lacks a condition at " + end + " end for kind " + agency.kind()
                                + ": " + words(serves));
            }
        }
        stated.keySet().stream()
                .filter(kind -> !kinds.contains(kind))
                .forEach(kind -> findings.add(
                        where,
                        "clause " + clause.id() + " has conditions for " + kind + " at " + end
                                + " end, where there is no such party"));
    }

    private static String words(Serves serves) {
        return switch (serves) {
            case BASIS -> "a basis under the regime that governs it there";
            case SENSITIVE -> "one for special-category data, which a category that it shares may hold";
            case CRIMINAL -> "one for data on crime, which a category that it shares may hold";
        };
    }
}
