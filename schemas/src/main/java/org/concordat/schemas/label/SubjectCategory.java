package org.concordat.schemas.label;

import org.concordat.schemas.terminology.Coded;

/** What a person is in this case (Data Protection Act 2018 s.38(3), and more): the same person may be another thing in another case. */
public enum SubjectCategory implements Coded {
    SUSPECT,
    CONVICTED,
    VICTIM,
    WITNESS,
    CHILD,
    ALLEGED_PERPETRATOR,
    REFERRER,
    PROFESSIONAL,
    OTHER;
}
