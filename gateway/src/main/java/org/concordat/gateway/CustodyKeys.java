package org.concordat.gateway;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.FileVersion;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.schemas.terminology.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of agencies in the gateway's custody: {@code custody/AGENCY.p12} in the folder of the gateway's own. One is read
 * again when its file is another, and forgotten when it is gone. Safe to share.
 */
final class CustodyKeys {
    private static final Logger LOG = LoggerFactory.getLogger(CustodyKeys.class);

    private final GatewaySettings.Keys keys;
    private final Map<AgencyId, Read> read = new ConcurrentHashMap<>();

    private record Read(FileVersion version, Optional<Opener> opener) {}

    CustodyKeys(GatewaySettings.Keys keys) {
        this.keys = keys;
    }

    Optional<Opener> opener(AgencyId agency) {
        Path store = keys.folder().resolve("custody").resolve(agency + ".p12");
        FileVersion version = FileVersion.of(store);
        if (version == null) {
            read.remove(agency);
            return Optional.empty();
        }
        return read.compute(
                        agency,
                        (a, known) -> known != null && known.version().equals(version)
                                ? known
                                : new Read(version, read(agency, store)))
                .opener();
    }

    private Optional<Opener> read(AgencyId agency, Path store) {
        try {
            return Optional.of(new Opener(AgencyKeys.encryptions(store, keys.readPassword())));
        } catch (KeysUnreadable e) {
            LOG.error("the key that the gateway holds for {} cannot be read", agency);
            return Optional.empty();
        }
    }
}
