package org.concordat.gateway.setting;

import java.util.List;

/** Settings with which the gateway does not start: every finding, each in one line. */
public final class SettingsRejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> findings;

    public SettingsRejected(List<String> findings) {
        super(findings.size() + " findings: " + String.join("; ", findings));
        this.findings = List.copyOf(findings);
    }

    public List<String> findings() {
        return findings;
    }
}
