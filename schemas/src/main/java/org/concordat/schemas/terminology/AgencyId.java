package org.concordat.schemas.terminology;

import java.util.Optional;

/** The name by which an agency is registered, e.g. {@code northshire-police}: lower-case letters, digits and hyphens, at most 63. */
public record AgencyId(String value) {
    public AgencyId {
        Form.NAME.check("an agency id", value);
    }

    /** Of a name that may be none: empty where it is not spelt as one. */
    public static Optional<AgencyId> find(String value) {
        return Form.NAME.fits(value) ? Optional.of(new AgencyId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
