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
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that the gateway holds for agencies, in the folder of its own: {@code custody/AGENCY.p12} opens what is kept for
 * one, {@code custody/AGENCY.adapter.p12} signs for its system that cannot. One is read again when its file is another, and
 * forgotten when it is gone. Safe to share.
 */
final class CustodyKeys {
    private static final Logger LOG = LoggerFactory.getLogger(CustodyKeys.class);

    private final GatewaySettings.Keys keys;
    private final Held<Opener> openers = new Held<>();
    private final Held<SigningKey> adapters = new Held<>();

    CustodyKeys(GatewaySettings.Keys keys) {
        this.keys = keys;
    }

    Optional<Opener> opener(AgencyId agency) {
        return openers.find(file(agency, ".p12"), s -> new Opener(AgencyKeys.encryptions(s, keys.readPassword())));
    }

    Optional<SigningKey> adapter(AgencyId agency) {
        return adapters.find(file(agency, ".adapter.p12"), s -> AgencyKeys.signingIn(s, keys.readPassword()));
    }

    private Path file(AgencyId agency, String suffix) {
        return keys.folder().resolve("custody").resolve(agency + suffix);
    }

    private interface Reading<T> {
        T of(Path store) throws KeysUnreadable;
    }

    /** Keys of one sort, by their files. */
    private static final class Held<T> {
        private final Map<Path, Read<T>> read = new ConcurrentHashMap<>();

        private record Read<T>(FileVersion version, Optional<T> key) {}

        Optional<T> find(Path store, Reading<T> reading) {
            FileVersion version = FileVersion.of(store);
            if (version == null) {
                read.remove(store);
                return Optional.empty();
            }
            return read.compute(
                            store,
                            (s, known) -> known != null && known.version().equals(version)
                                    ? known
                                    : new Read<>(version, read(store, reading)))
                    .key();
        }

        private Optional<T> read(Path store, Reading<T> reading) {
            try {
                return Optional.of(reading.of(store));
            } catch (KeysUnreadable e) {
                LOG.error("the key that the gateway holds in {} cannot be read", store.getFileName());
                return Optional.empty();
            }
        }
    }
}
