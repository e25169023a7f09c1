package org.concordat.schemas.identifier;

/** What checking an identifier found. Whatever it is, the disclosure goes on; only VALID may be matched on automatically. */
public enum Check {
    VALID,
    /** In its form, with a check letter or digit that does not fit the rest. */
    BAD_CHECK,
    BAD_FORMAT,
    /** In its form, and of a scheme without a published check. */
    NOT_CHECKABLE
}
