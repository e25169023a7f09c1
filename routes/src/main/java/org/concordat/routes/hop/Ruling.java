package org.concordat.routes.hop;

import java.util.List;
import java.util.UUID;
import org.concordat.protection.decision.ClauseId;
import org.concordat.protection.decision.Decision;

/** A decision under the id by which it is remembered, and the digest of the configuration that made it. */
record Ruling(UUID id, Decision decision, String configuration) {
    List<String> clauses() {
        return decision.fold(Decision.Permit::grantedBy, Decision.Refuse::refusedBy).stream()
                .map(ClauseId::value)
                .toList();
    }
}
