package org.concordat.gateway.setting;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints findings instead of a stack trace when the gateway refuses to start. */
final class SettingsRejectedAnalyzer extends AbstractFailureAnalyzer<SettingsRejected> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SettingsRejected cause) {
        return new FailureAnalysis(
                "The gateway does not start like this:\n  - " + String.join("\n  - ", cause.findings()),
                "Correct every line above and start again. Nothing was opened or changed.",
                cause);
    }
}
