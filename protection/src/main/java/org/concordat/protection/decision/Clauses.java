package org.concordat.protection.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Clause;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/** The clauses of all agreements, found by who would disclose what to whom. Built once. */
final class Clauses {
    private final Map<Way, List<Grant>> local = new HashMap<>();
    /** Few clauses between very many agencies: looked through rather than spread out. */
    private final List<Grant> national = new ArrayList<>();

    Clauses(List<Agreement> agreements) {
        for (Agreement agreement : agreements) {
            for (Clause clause : agreement.clauses()) {
                Grant grant = new Grant(agreement, clause);
                if (agreement.national()) {
                    national.add(grant);
                } else {
                    spread(grant);
                }
            }
        }
    }

    private void spread(Grant grant) {
        for (Kind kind : grant.clause().kinds()) {
            for (AgencyId from : grant.clause().from()) {
                for (AgencyId to : grant.clause().to()) {
                    local.computeIfAbsent(new Way(kind, from, to), way -> new ArrayList<>())
                            .add(grant);
                }
            }
        }
    }

    /** Those of local agreements in force at the time of the question, whatever their purposes and powers. */
    Stream<Grant> local(Question question) {
        return local
                .getOrDefault(
                        new Way(question.kind(), question.from(), question.to().agency()), List.of())
                .stream()
                .filter(grant -> grant.agreement().inForce().covers(question.at()));
    }

    /** Those that provide for the question's purpose and power: local ones, then national ones. */
    List<Grant> applying(Question question) {
        Stream<Grant> nationally = national.stream()
                .filter(grant -> grant.clause().kinds().contains(question.kind())
                        && grant.clause().from().contains(question.from())
                        && grant.clause().to().contains(question.to().agency())
                        && grant.agreement().inForce().covers(question.at()));
        return Stream.concat(local(question), nationally)
                .filter(grant -> grant.clause().purposes().contains(question.purpose())
                        && grant.clause().powers().contains(question.power()))
                .toList();
    }
}
