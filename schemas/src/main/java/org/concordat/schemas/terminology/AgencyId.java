package org.concordat.schemas.terminology;

/** The name by which an agency is registered, e.g. {@code northshire-police}: lower-case letters, digits and hyphens, at most 63. */
public record AgencyId(String value) {
    public AgencyId {
        Form.NAME.check("an agency id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
