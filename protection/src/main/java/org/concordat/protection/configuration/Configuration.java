package org.concordat.protection.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.bundle.Bundle;
import org.concordat.protection.bundle.BundleFiles;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.decision.Explainer;
import org.concordat.protection.decision.Rules;
import org.concordat.protection.mapping.Mapping;
import org.concordat.schemas.terminology.Kind;

/**
 * Agencies, agreements, floor and powers in force: read once, checked whole, immutable, safe to share.
 *
 * @param digest SHA-256 over every file that was read, the shipped ones and the certificates included, in hexadecimal
 * @param written what its own files say, apart from what is shipped
 */
public record Configuration(
        Agencies agencies, Vocabulary vocabulary, Rules rules, Explainer explainer, String digest, Written written) {
    /** What was read of the bundle; of the agreements the shipped one, too. */
    public record Written(List<Agency> agencies, List<Agreement> agreements, Bundle bundle) {
        public Written {
            agencies = List.copyOf(agencies);
            agreements = List.copyOf(agreements);
        }
    }

    /**
     * Reads {@code agencies/*.yaml} and {@code agreements/*.yaml} below a folder; certificate files are named relative
     * to {@code certificates}.
     *
     * @param kinds the kinds of disclosure that have a schema
     * @throws ConfigurationRejected carrying every finding, with file and line
     */
    public static Configuration read(Path folder, Path certificates, Set<Kind> kinds) throws ConfigurationRejected {
        return read(new BundleFolder(folder, certificates), kinds);
    }

    /** The same, of files wherever they are. */
    public static Configuration read(BundleFiles files, Set<Kind> kinds) throws ConfigurationRejected {
        return new ConfigurationReader().read(files, kinds);
    }

    /**
     * Reads one mapping by itself: a folder with the mapping, its sample and what is expected of it.
     *
     * @throws ConfigurationRejected carrying every finding; also where it makes something else of the sample
     */
    public static Mapping mapping(Path folder) throws ConfigurationRejected {
        return new ConfigurationReader().mapping(folder);
    }
}
