package org.concordat.protection.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.concordat.schemas.signature.SigningKey;

/** An agency's (or the gateway's) own keys, read from its PKCS#12 stores. */
public record AgencyKeys(Tls tls, SigningKey signing, Encryption encryption) {
    /** The key of the client or server certificate. */
    public record Tls(PrivateKey privateKey, X509Certificate certificate) {
        @Override
        public String toString() {
            return "TLS key";
        }
    }

    /** The key that opens what was sealed to the agency. */
    public record Encryption(PrivateKey privateKey, X509Certificate certificate) {
        @Override
        public String toString() {
            return "encryption key";
        }
    }

    /**
     * Reads {@code tls.p12}, {@code signing.p12} and {@code encryption.p12} from a folder; each has one key entry, under
     * any name, with the password of the stores.
     */
    public static AgencyKeys read(Path folder, char[] password) throws KeysUnreadable {
        KeyStore.PrivateKeyEntry tls = only(folder.resolve("tls.p12"), password);
        KeyStore.PrivateKeyEntry signing = only(folder.resolve("signing.p12"), password);
        KeyStore.PrivateKeyEntry encryption = only(folder.resolve("encryption.p12"), password);
        return new AgencyKeys(
                new Tls(tls.getPrivateKey(), (X509Certificate) tls.getCertificate()),
                new SigningKey(signing.getPrivateKey(), (X509Certificate) signing.getCertificate()),
                new Encryption(encryption.getPrivateKey(), (X509Certificate) encryption.getCertificate()));
    }

    private static KeyStore.PrivateKeyEntry only(Path file, char[] password) throws KeysUnreadable {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            List<String> names = Collections.list(store.aliases());
            if (names.size() == 1
                    && store.getEntry(names.get(0), new KeyStore.PasswordProtection(password))
                            instanceof KeyStore.PrivateKeyEntry entry
                    && entry.getCertificate() instanceof X509Certificate) {
                return entry;
            }
            throw new KeysUnreadable(file + " does not hold exactly one key with its certificate", null);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysUnreadable(file + " cannot be read, or its password is another", e);
        }
    }
}
