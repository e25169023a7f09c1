package org.concordat.protection.configuration;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Terms that may be named, by the word of each; a finding about a word that is none of them tells all. */
record Known<T>(String noun, SortedMap<String, T> terms) {
    static <T> Known<T> of(String noun, Collection<T> terms, Function<T, String> word) {
        SortedMap<String, T> byWord = new TreeMap<>();
        terms.forEach(term -> byWord.put(word.apply(term), term));
        return new Known<>(noun, Collections.unmodifiableSortedMap(byWord));
    }

    /** Terms that are words and nothing else. */
    static Known<String> of(String noun, Collection<String> words) {
        return of(noun, words, Function.identity());
    }

    Set<T> all() {
        return Set.copyOf(terms.values());
    }

    /** The term that is named; a finding when there is none. */
    Optional<T> find(Located name, String subject, Findings findings) {
        String named = name.text();
        @Nullable T term = terms.get(named);
        if (term == null) {
            findings.add(
                    name,
                    subject + " names unknown " + noun + " '" + named + "'; known: "
                            + String.join(", ", terms.keySet()));
        }
        return Optional.ofNullable(term);
    }
}
