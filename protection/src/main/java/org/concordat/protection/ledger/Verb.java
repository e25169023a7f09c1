package org.concordat.protection.ledger;

/** What was done: the six verbs of the Data Protection Act 2018 s.62(1), and our refusals. */
public enum Verb {
    COLLECTED,
    ALTERED,
    CONSULTED,
    DISCLOSED,
    COMBINED,
    ERASED,
    REFUSED
}
