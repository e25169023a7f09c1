package org.concordat.schemas.terminology;

/** The code of a data-protection condition, e.g. {@code P3_SCH8_4} (Data Protection Act 2018, Schedule 8 paragraph 4). */
public record Condition(String value) {
    public Condition {
        Form.STATUTE.check("a condition", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
