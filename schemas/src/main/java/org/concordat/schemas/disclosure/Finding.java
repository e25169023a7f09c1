package org.concordat.schemas.disclosure;

/**
 * One thing that a parser or validator has to say: what, where and what to do, without personal data.
 *
 * @param code stable, e.g. {@code schema.type}
 * @param location the element path, e.g. {@code /Disclosure/Section[2]/CheckOutcome/Outcome}; never a value
 */
public record Finding(Severity severity, String code, String location, String message) {
    /** How much a finding weighs. Only an error stops a disclosure. */
    public enum Severity {
        ERROR,
        QUERY,
        NOTE
    }

    public static Finding error(String code, String location, String message) {
        return new Finding(Severity.ERROR, code, location, message);
    }
}
