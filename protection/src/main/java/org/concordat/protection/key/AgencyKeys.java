package org.concordat.protection.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concordat.schemas.signature.SigningKey;

/**
 * An agency's (or the gateway's) own keys, read from its PKCS#12 stores.
 *
 * @param earlier the certificates of the signing keys that came before: what they signed still is its own
 * @param encryptions the keys that open what was sealed to the agency: more than one while they change, at least one; the
 *     newest first
 */
public record AgencyKeys(Tls tls, SigningKey signing, List<X509Certificate> earlier, List<Encryption> encryptions) {
    public AgencyKeys {
        earlier = List.copyOf(earlier);
        encryptions = encryptions.stream()
                .sorted(Comparator.comparing((Encryption e) -> e.certificate().getNotBefore())
                        .reversed())
                .toList();
    }

    /** Its signing certificates: the one that it signs with now, then those before. */
    public List<X509Certificate> signers() {
        return Stream.concat(Stream.of(signing.certificate()), earlier.stream()).toList();
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
     * The second may have certificates beside its key: those of the keys before.
     */
    public static AgencyKeys read(Path folder, char[] password) throws KeysUnreadable {
        return read(folder, password, Optional.empty());
    }

    /**
     * Reads the same where the key that signs is in a device, and perhaps those that open: {@code signing.p12} then has
     * certificates of keys before, and {@code encryption.p12} the other keys that open; either may be missing.
     */
    public static AgencyKeys read(Path folder, char[] password, Optional<DeviceKeys> device) throws KeysUnreadable {
        Tls tls = tls(folder, password);
        Path signers = folder.resolve("signing.p12");
        Path openers = folder.resolve("encryption.p12");
        KeyStore.PrivateKeyEntry signing = device.isPresent() ? device.get().signing() : only(signers, password);
        List<KeyStore.PrivateKeyEntry> encryptions =
                new ArrayList<>(device.map(DeviceKeys::encryptions).orElse(List.of()));
        if (encryptions.isEmpty() || Files.exists(openers)) {
            encryptions.addAll(all(openers, password));
        }
        return new AgencyKeys(
                tls,
                new SigningKey(signing.getPrivateKey(), (X509Certificate) signing.getCertificate()),
                device.isPresent() && !Files.exists(signers)
                        ? List.of()
                        : entries(signers, password, KeyStore.TrustedCertificateEntry.class).stream()
                                .map(e -> (X509Certificate) e.getTrustedCertificate())
                                .toList(),
                encryptions(encryptions));
    }

    /** The encryption keys of one store: one entry or more, as above. */
    public static List<Encryption> encryptions(Path file, char[] password) throws KeysUnreadable {
        return encryptions(all(file, password));
    }

    private static List<Encryption> encryptions(List<KeyStore.PrivateKeyEntry> entries) {
        return entries.stream()
                .map(e -> new Encryption(e.getPrivateKey(), (X509Certificate) e.getCertificate()))
                .toList();
    }

    static Path tlsStore(Path folder) {
        return folder.resolve("tls.p12");
    }

    static Tls tls(Path folder, char[] password) throws KeysUnreadable {
        KeyStore.PrivateKeyEntry tls = only(tlsStore(folder), password);
        return new Tls(tls.getPrivateKey(), (X509Certificate) tls.getCertificate());
    }

    /** The signing key alone, of somebody who has no other, such as an approver of bundles. */
    public static SigningKey signing(Path folder, char[] password) throws KeysUnreadable {
        return signingIn(folder.resolve("signing.p12"), password);
    }

    /** The signing key that is alone in a store. */
    public static SigningKey signingIn(Path file, char[] password) throws KeysUnreadable {
        KeyStore.PrivateKeyEntry signing = only(file, password);
        return new SigningKey(signing.getPrivateKey(), (X509Certificate) signing.getCertificate());
    }

    /** The one key of a store, as a pair. */
    public static KeyPair pair(Path file, char[] password) throws KeysUnreadable {
        KeyStore.PrivateKeyEntry entry = only(file, password);
        return new KeyPair(entry.getCertificate().getPublicKey(), entry.getPrivateKey());
    }

    private static KeyStore.PrivateKeyEntry only(Path file, char[] password) throws KeysUnreadable {
        List<KeyStore.PrivateKeyEntry> entries = all(file, password);
        if (entries.size() != 1) {
            throw new KeysUnreadable(file + " does not hold exactly one key with its certificate", null);
        }
        return entries.get(0);
    }

    private static List<KeyStore.PrivateKeyEntry> all(Path file, char[] password) throws KeysUnreadable {
        List<KeyStore.PrivateKeyEntry> keys = entries(file, password, KeyStore.PrivateKeyEntry.class);
        if (keys.isEmpty()) {
            throw new KeysUnreadable(file + " holds no key with its certificate", null);
        }
        return keys;
    }

    private static <E extends KeyStore.Entry> List<E> entries(Path file, char[] password, Class<E> kind)
            throws KeysUnreadable {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            List<E> entries = new ArrayList<>();
            for (String name : Collections.list(store.aliases())) {
                // a certificate's entry is not protected, and the store refuses a password for it
                KeyStore.ProtectionParameter protection =
                        store.isKeyEntry(name) ? new KeyStore.PasswordProtection(password) : null;
                if (store.getCertificate(name) instanceof X509Certificate
                        && kind.isInstance(store.getEntry(name, protection))) {
                    entries.add(kind.cast(store.getEntry(name, protection)));
                }
            }
            return entries;
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysUnreadable(file + " cannot be read, or its password is another", e);
        }
    }
}
