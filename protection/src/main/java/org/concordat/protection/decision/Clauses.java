package org.concordat.protection.decision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.agency.Successions;
import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Clause;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/** The clauses of all agreements, found by who would disclose what to whom. Built once. */
final class Clauses {
    private final Map<Way, List<Found>> local = new HashMap<>();
    /** Few clauses between very many agencies: looked through rather than spread out. */
    private final List<Found> national = new ArrayList<>();

    private final Successions successions;

    Clauses(List<Agreement> agreements, Successions successions) {
        this.successions = successions;
        for (Agreement agreement : agreements) {
            for (Clause clause : agreement.clauses()) {
                if (agreement.national()) {
                    national.add(new Found(agreement, clause));
                } else {
                    spread(new Found(agreement, clause));
                }
            }
        }
    }

    private record Found(Agreement agreement, Clause clause) {}

    private void spread(Found grant) {
        for (Kind kind : grant.clause().kinds()) {
            for (AgencyId from : grant.clause().from()) {
                for (AgencyId to : grant.clause().to()) {
                    local.computeIfAbsent(new Way(kind, from, to), way -> new ArrayList<>())
                            .add(grant);
                }
            }
        }
    }

    /**
     * Those of local agreements in force at the time of the question, whatever their purposes and powers; also those that
     * name an agency whose work the sender, or the recipient's team, has taken over.
     */
    Stream<Grant> local(Question question) {
        RoleQueue to = question.to();
        Set<AgencyId> senders = with(question.from(), successions.before(question.from(), question.at()));
        Set<AgencyId> recipients = with(to.agency(), successions.carriedTo(to, question.at()));
        Set<Found> seen = new HashSet<>();
        return senders.stream()
                .flatMap(from -> recipients.stream()
                        .flatMap(as -> local.getOrDefault(new Way(question.kind(), from, as), List.of()).stream()
                                .filter(found -> found.agreement().inForce().covers(question.at()) && seen.add(found))
                                .map(found -> new Grant(found.agreement(), found.clause(), from, as))));
    }

    /** Its own name first. */
    private static Set<AgencyId> with(AgencyId now, Set<AgencyId> before) {
        Set<AgencyId> all = new LinkedHashSet<>(Set.of(now));
        all.addAll(before);
        return all;
    }

    /** Those that provide for the question's purpose and power: local ones, then national ones. */
    List<Grant> applying(Question question) {
        Stream<Grant> nationally = national.stream()
                .filter(grant -> grant.clause().kinds().contains(question.kind())
                        && grant.clause().from().contains(question.from())
                        && grant.clause().to().contains(question.to().agency())
                        && grant.agreement().inForce().covers(question.at()))
                .map(found -> new Grant(
                        found.agreement(),
                        found.clause(),
                        question.from(),
                        question.to().agency()));
        return Stream.concat(local(question), nationally)
                .filter(grant -> grant.clause().purposes().contains(question.purpose())
                        && grant.clause().powers().contains(question.power()))
                .toList();
    }
}
