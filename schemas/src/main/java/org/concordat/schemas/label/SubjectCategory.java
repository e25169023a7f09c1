package org.concordat.schemas.label;

import java.util.Optional;
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

    public static Optional<SubjectCategory> ofCode(String code) {
        return Coded.find(values(), code);
    }
}
