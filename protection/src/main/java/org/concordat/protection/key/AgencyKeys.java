package org.concordat.protection.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.concordat.schemas.signature.SigningKey;

/**
 * An agency's (or the gateway's) own keys, read from its PKCS#12 stores.
 *
 * @param encryptions the keys that open what was sealed to the agency: more than one while they change, at least one; the
 *     newest first
 */
public record AgencyKeys(Tls tls, SigningKey signing, List<Encryption> encryptions) {
    public AgencyKeys {
        encryptions = encryptions.stream()
                .sorted(Comparator.comparing((Encryption e) -> e.certificate().getNotBefore())
                        .reversed())
                .toList();
    }

    /** The key of the client or server certificate. */
    public record Tls(PrivateKey privateKey, X509Certificate certificate) {
        @Override
        public String toString() {
            return "TLS key";
        }
    }

    /** A key that opens what was sealed to the agency. */
    public record Encryption(PrivateKey privateKey, X509Certificate certificate) {
        @Override
        public String toString() {
            return "encryption key";
        }
    }

    /** The newest of the encryption keys, whether it has begun or not. */
    public Encryption encryption() {
        return encryptions.get(0);
    }

    /**
     * Reads {@code tls.p12}, {@code signing.p12} and {@code encryption.p12} from a folder; each has one key entry, under
     * any name, with the password of the stores. The last may have several: what was sealed to an old key must still open.
     */
    public static AgencyKeys read(Path folder, char[] password) throws KeysUnreadable {
        KeyStore.PrivateKeyEntry tls = only(folder.resolve("tls.p12"), password);
        KeyStore.PrivateKeyEntry signing = only(folder.resolve("signing.p12"), password);
        return new AgencyKeys(
                new Tls(tls.getPrivateKey(), (X509Certificate) tls.getCertificate()),
                new SigningKey(signing.getPrivateKey(), (X509Certificate) signing.getCertificate()),
                all(folder.resolve("encryption.p12"), password).stream()
                        .map(e -> new Encryption(e.getPrivateKey(), (X509Certificate) e.getCertificate()))
                        .toList());
    }

    private static KeyStore.PrivateKeyEntry only(Path file, char[] password) throws KeysUnreadable {
        List<KeyStore.PrivateKeyEntry> entries = all(file, password);
        if (entries.size() != 1) {
            throw new KeysUnreadable(file + " does not hold exactly one key with its certificate", null);
        }
        return entries.get(0);
    }

    private static List<KeyStore.PrivateKeyEntry> all(Path file, char[] password) throws KeysUnreadable {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            List<KeyStore.PrivateKeyEntry> entries = new ArrayList<>();
            for (String name : Collections.list(store.aliases())) {
                if (store.getEntry(name, new KeyStore.PasswordProtection(password))
                                instanceof KeyStore.PrivateKeyEntry entry
                        && entry.getCertificate() instanceof X509Certificate) {
                    entries.add(entry);
                }
            }
            if (entries.isEmpty()) {
                throw new KeysUnreadable(file + " holds no key with its certificate", null);
            }
            return entries;
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysUnreadable(file + " cannot be read, or its password is another", e);
        }
    }
}
