package org.concordat.schemas.terminology;

/** The Government Security Classifications that the gateway carries. Anything else is above its ceiling, or unknown. */
public enum Classification implements Coded {
    OFFICIAL,
    OFFICIAL_SENSITIVE;

    /** The marking as it is written, e.g. {@code OFFICIAL-SENSITIVE}. */
    @Override
    public String code() {
        return name().replace('_', '-');
    }
}
