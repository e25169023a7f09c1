package org.concordat.schemas.label;

import org.concordat.schemas.terminology.Coded;

/** Whether a section states facts or something less certain (Data Protection Act 2018 s.38(2)); never converted into one another. */
public enum Nature implements Coded {
    FACT,
    ASSESSMENT,
    INTELLIGENCE,
    ALLEGATION;
}
