package org.concordat.protection.mapping;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What may come out of a mapping, and when two outcomes say the same. */
public enum LocalFormat {
    JSON("application/json"),
    XML("application/xml"),
    CSV("text/csv"),
    TXT("text/plain");

    private final String mediaType;

    LocalFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The form of a file whose name ends so, e.g. {@code json}. */
    public static Optional<LocalFormat> ofSuffix(String suffix) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(suffix))
                .findFirst();
    }

    /** Whether both say the same, however they are laid out: of JSON the values, of XML the elements, else the text. */
    public boolean same(byte[] one, byte[] other) {
        try {
            return Trial.otherwise(one, this, other, this).isEmpty();
        } catch (MappingFailed e) {
            return false;
        }
    }
}
