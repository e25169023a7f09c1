package org.concordat.schemas.terminology;

/** Why something is disclosed, e.g. {@code pre-sentence-assessment}. */
public record Purpose(String value) {
    public Purpose {
        Form.NAME.check("a purpose", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
