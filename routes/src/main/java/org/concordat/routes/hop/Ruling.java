package org.concordat.routes.hop;

import java.util.List;
import java.util.UUID;
import org.concordat.protection.decision.ClauseId;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.protection.decision.Rules;
import org.concordat.schemas.terminology.AgencyId;

/** A decision on one recipient under the id by which it is remembered, and the digest of the configuration that made it. */
record Ruling(UUID id, AgencyId recipient, Decision decision, String configuration) {
    Ruling(UUID id, Question question, Rules rules) {
        this(id, question.to().agency(), rules.decide(question), rules.digest());
    }

    List<String> clauses() {
        return decision.fold(Decision.Permit::grantedBy, Decision.Refuse::refusedBy).stream()
                .map(ClauseId::value)
                .toList();
    }
}
