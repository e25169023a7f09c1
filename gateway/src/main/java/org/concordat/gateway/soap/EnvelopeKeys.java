package org.concordat.gateway.soap;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.Use;

/**
 * The gateway's keys for envelopes, {@code envelope.p12}: all of them open what is encrypted to them, and the newest signs.
 *
 * @param certificate of the newest
 */
public record EnvelopeKeys(Crypto crypto, X509Certificate certificate, String password) {
    /** The name of the newest in the store. */
    static final String NEWEST = "0";

    private static final String FILE = "envelope.p12";

    /** Those keys, if there are any: only who speaks SOAP needs them. */
    public static Optional<EnvelopeKeys> find(GatewaySettings settings, Certificates certificates) {
        return Files.exists(settings.keys().folder().resolve(FILE))
                ? Optional.of(read(settings, certificates))
                : Optional.empty();
    }

    /** @throws SettingsRejected when there is no key that may be used, or a sample's outside the sandbox */
    static EnvelopeKeys read(GatewaySettings settings, Certificates certificates) {
        char[] password = settings.keys().readPassword();
        try {
            List<AgencyKeys.Encryption> good =
                    AgencyKeys.encryptions(settings.keys().folder().resolve(FILE), password).stream()
                            .filter(key -> certificates
                                    .check(key.certificate(), Use.ENVELOPE)
                                    .mayPass())
                            .toList();
            if (!good.isEmpty()) {
                return of(good, password);
            }
        } catch (KeysUnreadable e) {
            // found below, in our own words
        }
        throw new SettingsRejected(List.of(FILE + " of " + GatewaySettings.PREFIX
                + ".keys.folder holds no RSA key for envelopes whose certificate is good, or its password is another"));
    }

    /** In memory, under the password that they are then asked for with. */
    public static EnvelopeKeys of(List<AgencyKeys.Encryption> newestFirst, char[] password) {
        Crypto crypto = crypto(newestFirst.size(), (store, i) -> {
            AgencyKeys.Encryption key = newestFirst.get(i);
            X509Certificate[] chain = {key.certificate()};
            store.setKeyEntry(String.valueOf(i), key.privateKey(), password, chain);
        });
        return new EnvelopeKeys(crypto, newestFirst.get(0).certificate(), String.valueOf(password));
    }

    /** Others' certificates, each named by its place in the list. */
    static Crypto crypto(List<X509Certificate> certificates) {
        return crypto(
                certificates.size(), (store, i) -> store.setCertificateEntry(String.valueOf(i), certificates.get(i)));
    }

    private interface Filling {
        void put(KeyStore store, int i) throws GeneralSecurityException;
    }

    private static Crypto crypto(int entries, Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < entries; i++) {
                filling.put(store, i);
            }
            Merlin crypto = new Merlin();
            crypto.setKeyStore(store);
            return crypto;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a store in memory cannot be made", e);
        }
    }

    @Override
    public String toString() {
        return "keys for envelopes";
    }
}
