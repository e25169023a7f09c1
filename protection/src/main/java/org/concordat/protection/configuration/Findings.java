package org.concordat.protection.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;

/** Gathers findings, so that all are told at once. Confined to one reading. */
final class Findings {
    private final List<Finding> found = new ArrayList<>();

    void add(Located where, String message) {
        add(where.file(), where.line(), message);
    }

    void add(String file, int line, String message) {
        found.add(new Finding(file, line, message));
    }

    int count() {
        return found.size();
    }

    void throwIfAny() throws ConfigurationRejected {
        if (!found.isEmpty()) {
            throw new ConfigurationRejected(found.stream()
                    .distinct()
                    .sorted(Comparator.comparing(Finding::file)
                            .thenComparing(Finding::line)
                            .thenComparing(Finding::message))
                    .toList());
        }
    }
}
