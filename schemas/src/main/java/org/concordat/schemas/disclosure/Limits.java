package org.concordat.schemas.disclosure;

/** How much of anything a disclosure may bring. What is beyond is refused where it is met, not read to its end. */
final class Limits {
    static final int BYTES = 10 * 1024 * 1024;
    static final int LEVELS = 64;
    static final int PARTS = 512;
    static final int ATTRIBUTES = 16;
    static final int ATTRIBUTE_LENGTH = 4096;
    /** Findings reported of one document; a broken one can have millions. */
    static final int FINDINGS = 100;

    private Limits() {}
}
