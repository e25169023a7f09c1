package org.concordat.gateway;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Renewed;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;

/**
 * The keys that the gateway holds for agencies, in the folder of its own: {@code custody/AGENCY.p12} opens what is kept for
 * one, {@code custody/AGENCY.adapter.p12} signs for its system that cannot. One is read again when its file is another, and
 * forgotten when it is gone. Safe to share.
 */
final class CustodyKeys {
    private final GatewaySettings.Keys keys;
    private final Map<AgencyId, Renewed<Optional<Opener>>> openers = new ConcurrentHashMap<>();
    private final Map<AgencyId, Renewed<Optional<SigningKey>>> adapters = new ConcurrentHashMap<>();

    CustodyKeys(GatewaySettings.Keys keys) {
        this.keys = keys;
    }

    Optional<Opener> opener(AgencyId agency) {
        Path store = file(agency, ".p12");
        return openers.computeIfAbsent(
                        agency,
                        id -> Renewed.ofAny(
                                store, () -> new Opener(AgencyKeys.encryptions(store, keys.readPassword()))))
                .get();
    }

    Optional<SigningKey> adapter(AgencyId agency) {
        Path store = file(agency, ".adapter.p12");
        return adapters.computeIfAbsent(
                        agency, id -> Renewed.ofAny(store, () -> AgencyKeys.signingIn(store, keys.readPassword())))
                .get();
    }

    /** Another text as soon as a key was put there, taken away, replaced, or may be read. */
    String state() {
        File[] stores = folder().toFile().listFiles();
        return Stream.ofNullable(stores)
                .flatMap(Stream::of)
                .map(f -> f + " " + f.lastModified() + " " + f.length() + " " + f.canRead())
                .collect(Collectors.joining(" "));
    }

    private Path folder() {
        return keys.folder().resolve("custody");
    }

    private Path file(AgencyId agency, String suffix) {
        return folder().resolve(agency + suffix);
    }
}
