package org.concordat.protection.configuration;

import java.nio.file.Path;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.decision.Explainer;
import org.concordat.protection.decision.Rules;
import org.concordat.schemas.disclosure.DisclosureContext;

/** Agencies, agreements, floor and powers in force: read once, checked whole, immutable, safe to share. */
public record Configuration(Agencies agencies, Rules rules, Explainer explainer, String digest) {

    /**
     * Reads {@code agencies/*.yaml} and {@code agreements/*.yaml} below a folder; certificate files are named relative
     * to {@code certificates}.
     *
     * @throws ConfigurationRejected carrying every finding, with file and line
     */
    public static Configuration read(Path folder, Path certificates, DisclosureContext context)
            throws ConfigurationRejected {
        throw new UnsupportedOperationException();
    }
}
