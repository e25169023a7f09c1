package org.concordat.schemas.label;

import org.concordat.schemas.terminology.Coded;

/** The sort of data a section carries, fixed by its type in the schema. A closed list. */
public enum Category implements Coded {
    IDENTITY(Existence.TELL),
    CONTACT(Existence.TELL),
    LOCATION_VICTIM(Existence.TELL),
    LOCATION_OFFENDER(Existence.TELL),
    LOCATION_OTHER(Existence.TELL),
    OFFENCE(Existence.TELL),
    RISK(Existence.TELL),
    INTELLIGENCE(Existence.CANNOT_CONFIRM_OR_DENY),
    VISOR(Existence.CANNOT_CONFIRM_OR_DENY),
    HEALTH(Existence.TELL),
    CHILD(Existence.TELL),
    SAFEGUARDING(Existence.TELL),
    MARAC(Existence.CANNOT_CONFIRM_OR_DENY),
    VICTIM_CONTACT(Existence.CANNOT_CONFIRM_OR_DENY),
    VICTIM_VIEW(Existence.TELL),
    REFERRER(Existence.CANNOT_CONFIRM_OR_DENY),
    LIMITED_ACCESS(Existence.CANNOT_CONFIRM_OR_DENY),
    THIRD_PARTY(Existence.TELL),
    FINANCE(Existence.TELL),
    LEGAL(Existence.TELL),
    STAFF(Existence.TELL),
    EQUALITY(Existence.TELL);

    private final Existence existence;

    Category(Existence existence) {
        this.existence = existence;
    }

    /** Whether someone who may not see such a section may know that there is one. */
    public Existence existence() {
        return existence;
    }
}
