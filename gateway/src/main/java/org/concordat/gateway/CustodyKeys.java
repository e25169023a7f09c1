package org.concordat.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.schemas.terminology.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys of agencies in the gateway's custody: {@code custody/AGENCY.p12} in the folder of the gateway's own. */
record CustodyKeys(GatewaySettings.Keys keys) {
    private static final Logger LOG = LoggerFactory.getLogger(CustodyKeys.class);

    Optional<Opener> opener(AgencyId agency) {
        Path store = keys.folder().resolve("custody").resolve(agency + ".p12");
        if (!Files.isRegularFile(store)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Opener(AgencyKeys.encryptions(store, keys.readPassword())));
        } catch (KeysUnreadable e) {
            LOG.error("the key that the gateway holds for {} cannot be read", agency);
            return Optional.empty();
        }
    }
}
