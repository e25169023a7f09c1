package org.concordat.protection.decision;

import java.util.UUID;

/**
 * The name of one rule: {@code floor/<id>}, {@code power/<code>} or {@code <agreement>@<version>/<clause>}; {@code
 * succession/<agency>}, that a clause counts for those who have that agency's work; or of what is on
 * record and was relied on: {@code consent/<id>}, {@code override/<id>}.
 */
public record ClauseId(String value) {
    public static ClauseId consent(UUID id) {
        return new ClauseId("consent/" + id);
    }

    public static ClauseId override(UUID id) {
        return new ClauseId("override/" + id);
    }

    @Override
    public String toString() {
        return value;
    }
}
