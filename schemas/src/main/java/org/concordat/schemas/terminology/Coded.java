package org.concordat.schemas.terminology;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A word of a closed list. */
public interface Coded {
    /** The constant's name, which an enum has. */
    String name();

    /** The word as schemas and agreements spell it: lower case with hyphens, e.g. {@code location-victim}. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The word of a list that is spelled so. */
    /** The word of a code that was checked to be one of them. */
    static <T extends Coded> T of(T[] words, String code) {
        return find(words, code).orElseThrow();
    }

    static <T extends Coded> Optional<T> find(T[] words, String code) {
        return Arrays.stream(words).filter(word -> word.code().equals(code)).findFirst();
    }
}
