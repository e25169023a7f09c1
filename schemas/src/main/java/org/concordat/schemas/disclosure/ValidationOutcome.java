package org.concordat.schemas.disclosure;

import java.util.List;

/** Every finding on a disclosure, in document order. */
public record ValidationOutcome(List<Finding> findings) {
    public ValidationOutcome {
        findings = List.copyOf(findings);
    }

    /** Whether nothing found is an error. Queries and notes do not stop a disclosure. */
    public boolean isAcceptable() {
        return findings.stream().noneMatch(f -> f.severity() == Finding.Severity.ERROR);
    }
}
