package org.concordat.schemas.terminology;

/** The code of the statutory power or duty that empowers a disclosure, e.g. {@code OMA14}. */
public record Power(String value) {
    public Power {
        Form.STATUTE.check("a power", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
