package org.concordat.schemas.terminology;

import java.util.Optional;

/** The Government Security Classifications that the gateway carries. Anything else is above its ceiling, or unknown. */
public enum Classification implements Coded {
    OFFICIAL,
    OFFICIAL_SENSITIVE;

    /** The marking as it is written, e.g. {@code OFFICIAL-SENSITIVE}. */
    @Override
    public String code() {
        return name().replace('_', '-');
    }

    /** Empty for SECRET, TOP SECRET, a marking of before 2014 or an unknown one: none of them is carried. */
    public static Optional<Classification> ofCode(String code) {
        return Coded.find(values(), code);
    }
}
