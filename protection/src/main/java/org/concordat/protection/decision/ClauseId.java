package org.concordat.protection.decision;

/** The name of one rule: {@code floor/<id>}, {@code power/<code>} or {@code <agreement>@<version>/<clause>}. */
public record ClauseId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
