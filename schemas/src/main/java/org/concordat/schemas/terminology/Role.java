package org.concordat.schemas.terminology;

/** The role in which a person acts or receives, e.g. {@code court-officer}. */
public record Role(String value) {
    public Role {
        Form.NAME.check("a role", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
