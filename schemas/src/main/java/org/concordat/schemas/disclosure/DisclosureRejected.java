package org.concordat.schemas.disclosure;

import java.util.List;

/** A document that is no disclosure, or breaks its schema: every finding, no personal data. */
public final class DisclosureRejected extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public DisclosureRejected(List<Finding> findings) {
        super(
                findings.isEmpty()
                        ? "rejected"
                        : findings.get(0).code() + " at " + findings.get(0).location());
        this.findings = List.copyOf(findings);
    }

    /** Rejected for one error. */
    public DisclosureRejected(String code, String location, String message) {
        this(List.of(Finding.error(code, location, message)));
    }

    public List<Finding> findings() {
        return findings;
    }
}
