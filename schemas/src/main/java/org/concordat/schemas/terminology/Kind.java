package org.concordat.schemas.terminology;

import com.fasterxml.jackson.annotation.JsonCreator;

/** What sort of disclosure it is, e.g. {@code safeguarding-check-request}. */
public record Kind(String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Kind {
        Form.NAME.check("a kind", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
