package org.concordat.schemas.label;

/** Whether the bare existence of data may be told to someone who may not see the data. */
public enum Existence {
    TELL,
    CANNOT_CONFIRM_OR_DENY
}
