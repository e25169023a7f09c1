package org.concordat.schemas.terminology;

/** A team of an agency, by the agency's own reference, e.g. {@code court-team-north}. */
public record TeamId(String value) {
    public TeamId {
        Form.REFERENCE.check("a team", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
