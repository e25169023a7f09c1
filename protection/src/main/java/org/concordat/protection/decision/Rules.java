package org.concordat.protection.decision;

/** The rules in force: floor, powers and agreements. Immutable, safe to share, and pure. */
public interface Rules {
    Decision decide(Question question);

    /** The digest of the configuration that these rules were read from, in hexadecimal. */
    String digest();
}
