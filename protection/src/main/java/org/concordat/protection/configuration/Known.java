package org.concordat.protection.configuration;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Terms that may be named, by the word of each; a finding tells the nearest ones to a word that is none of them. */
record Known<T>(String noun, SortedMap<String, T> terms) {
    private static final int TERMS_SHOWN = 6;

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
            String known = terms.keySet().stream()
                    .sorted(Comparator.comparing((String candidate) -> distance(candidate, named)))
                    .limit(TERMS_SHOWN)
                    .collect(Collectors.joining(", "));
            findings.add(
                    name,
                    subject + " names unknown " + noun + " '" + named + "'; known: " + known
                            + (terms.size() > TERMS_SHOWN ? ", …" : ""));
        }
        return Optional.ofNullable(term);
    }

    /** None when the first contains the second; else Levenshtein's distance, one row at a time. */
    private static int distance(String a, String b) {
        if (a.contains(b)) {
            return 0;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
