package org.concordat.gateway.soap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.crypto.Merlin;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;

/**
 * The gateway's keys for envelopes, {@code envelope.p12}: all of them open what is encrypted to them, and the newest signs.
 *
 * @param newest the name of the newest in the store
 */
public record EnvelopeKeys(KeyStore store, String newest, String password) {
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
        try (InputStream in = Files.newInputStream(settings.keys().folder().resolve(FILE))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            List<String> byAge = Collections.list(store.aliases()).stream()
                    .filter(name -> isGood(store, name, certificates))
                    .sorted(Comparator.comparing(
                                    (String name) -> certificate(store, name).getNotBefore())
                            .reversed())
                    .toList();
            if (!byAge.isEmpty()) {
                return new EnvelopeKeys(store, byAge.get(0), String.valueOf(password));
            }
        } catch (IOException | GeneralSecurityException e) {
            // found below, in our own words
        }
        throw new SettingsRejected(List.of(FILE + " of " + GatewaySettings.PREFIX
                + ".keys.folder holds no RSA key for envelopes whose certificate is good, or its password is another"));
    }

    Crypto crypto() {
        return crypto(store);
    }

    /** Others' certificates, each named by its place in the list. */
    static Crypto crypto(List<X509Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry(String.valueOf(i), certificates.get(i));
            }
            return crypto(store);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a store in memory cannot be made", e);
        }
    }

    private static Crypto crypto(KeyStore store) {
        Merlin crypto = new Merlin();
        crypto.setKeyStore(store);
        return crypto;
    }

    /** The certificate of the key that signs. */
    public X509Certificate certificate() {
        return certificate(store, newest);
    }

    private static boolean isGood(KeyStore store, String name, Certificates certificates) {
        try {
            if (!store.isKeyEntry(name)) {
                return false;
            }
        } catch (GeneralSecurityException e) {
            return false;
        }
        Verdict verdict = certificates.check(certificate(store, name), Use.ENVELOPE);
        return verdict.passes() || verdict.retry();
    }

    private static X509Certificate certificate(KeyStore store, String name) {
        try {
            return (X509Certificate) store.getCertificate(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the store was not read", e);
        }
    }

    @Override
    public String toString() {
        return "keys for envelopes";
    }
}
