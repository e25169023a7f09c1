package org.concordat.protection.configuration;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Terms that may be named, to check a name against; a finding tells the nearest ones. */
record Known(String noun, SortedSet<String> terms) {
    private static final int TERMS_SHOWN = 6;

    Known(String noun, Collection<String> terms) {
        this(noun, Collections.unmodifiableSortedSet(new TreeSet<>(terms)));
    }

    /** The terms of a closed list, by the word of each. */
    static <T> Known of(String noun, Collection<T> terms, Function<T, String> word) {
        return new Known(noun, terms.stream().map(word).toList());
    }

    /** Whether the term is known; a finding when it is not. */
    boolean check(Located term, String subject, Findings findings) {
        if (terms.contains(term.text())) {
            return true;
        }
        String named = term.text();
        String known = terms.stream()
                .sorted(Comparator.comparing((String candidate) -> distance(candidate, named)))
                .limit(TERMS_SHOWN)
                .collect(Collectors.joining(", "));
        findings.add(
                term,
                subject + " names unknown " + noun + " '" + named + "'; known: " + known
                        + (terms.size() > TERMS_SHOWN ? ", …" : ""));
        return false;
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
