package org.concordat.protection.configuration;

import java.util.List;

/** A configuration that is not taken: every finding. */
public final class ConfigurationRejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public ConfigurationRejected(List<Finding> findings) {
        super(findings.size() + " findings, the first: " + findings.get(0));
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    /** What is wrong, where, and what would be right. */
    public record Finding(String file, int line, String message) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + message;
        }
    }
}
