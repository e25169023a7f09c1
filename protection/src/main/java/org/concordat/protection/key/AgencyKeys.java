package org.concordat.protection.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.concordat.schemas.signature.SigningKey;

/**
 * An agency's (or the gateway's) own keys, read from its PKCS#12 stores.
 *
 * @param signings the keys that sign: the next one may be here before it begins; at least one; the newest first
 * @param earlier the certificates of the signing keys that came before: what they signed still is its own
 * @param encryptions the keys that open what was sealed to the agency: more than one while they change, at least one; the
 *     newest first
 * @param realTime by which certificates begin
 */
public record AgencyKeys(
        Tls tls,
        List<SigningKey> signings,
        List<X509Certificate> earlier,
        List<Encryption> encryptions,
        Clock realTime) {
    public AgencyKeys {
        signings = newestFirst(signings, SigningKey::certificate);
        earlier = List.copyOf(earlier);
        encryptions = newestFirst(encryptions, Encryption::certificate);
    }

    private static <K> List<K> newestFirst(List<K> keys, Function<K, X509Certificate> certificate) {
        return keys.stream()
                .sorted(Comparator.comparing((K key) -> certificate.apply(key).getNotBefore())
                        .reversed())
                .toList();
    }

    /** The key to sign with now: the newest whose certificate has begun. */
    public SigningKey signing() {
        Instant now = realTime.instant();
        return signings.stream()
                .filter(key -> !key.certificate().getNotBefore().toInstant().isAfter(now))
                .findFirst()
                .orElse(signings.get(signings.size() - 1));
    }

    /** Its signing certificates: those of its keys, also of one that is yet to begin, then those before. */
    public List<X509Certificate> signers() {
        return Stream.concat(signings.stream().map(SigningKey::certificate), earlier.stream())
                .toList();
    }

    /** The certificates of the keys that open what was sealed to it. */
    public List<X509Certificate> sealedTo() {
        return encryptions.stream().map(Encryption::certificate).toList();
    }

    /** Whether nothing that others signed or sealed is lost with these in place of those of before. */
    public boolean keeps(AgencyKeys before) {
        return signers().containsAll(before.signers()) && sealedTo().containsAll(before.sealedTo());
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
     * Reads {@code tls.p12}, {@code signing.p12} and {@code encryption.p12} from a folder; the first has one key entry, under
     * any name, with the password of the stores. The others may have several: what was sealed to an old key must still open,
     * and the next key may be there before its certificate begins. The second may have certificates beside its keys: those of
     * the keys before.
     */
    public static AgencyKeys read(Path folder, char[] password) throws KeysUnreadable {
        return read(folder, password, DeviceKeys.NONE, Clock.systemUTC());
    }

    /**
     * Reads the same where keys that sign, and perhaps those that open, are in a device: {@code signing.p12} then has keys and
     * certificates of before, and {@code encryption.p12} the other keys that open; either may be missing.
     */
    public static AgencyKeys read(Path folder, char[] password, DeviceKeys device, Clock realTime)
            throws KeysUnreadable {
        Path signers = folder.resolve("signing.p12");
        return new AgencyKeys(
                tls(folder, password),
                keys(device.signings(), signers, password).stream()
                        .map(AgencyKeys::signing)
                        .toList(),
                Files.exists(signers)
                        ? entries(signers, password, KeyStore.TrustedCertificateEntry.class).stream()
                                .map(e -> (X509Certificate) e.getTrustedCertificate())
                                .toList()
                        : List.of(),
                encryptions(keys(device.encryptions(), folder.resolve("encryption.p12"), password)),
                realTime);
    }

    /** The files that are read, with that of the password. */
    public static List<Path> files(Path folder, Path password) {
        return List.of(tlsStore(folder), folder.resolve("signing.p12"), folder.resolve("encryption.p12"), password);
    }

    private static List<KeyStore.PrivateKeyEntry> keys(
            List<KeyStore.PrivateKeyEntry> inDevice, Path file, char[] password) throws KeysUnreadable {
        if (inDevice.isEmpty()) {
            return all(file, password);
        }
        List<KeyStore.PrivateKeyEntry> keys = new ArrayList<>(inDevice);
        if (Files.exists(file)) {
            keys.addAll(entries(file, password, KeyStore.PrivateKeyEntry.class));
        }
        return keys;
    }

    private static SigningKey signing(KeyStore.PrivateKeyEntry entry) {
        return new SigningKey(entry.getPrivateKey(), (X509Certificate) entry.getCertificate());
    }

    /** The keys of one store that open, for envelopes sign too: one entry or more, the newest first. */
    public static List<Encryption> encryptions(Path file, char[] password) throws KeysUnreadable {
        return encryptions(all(file, password));
    }

    private static List<Encryption> encryptions(List<KeyStore.PrivateKeyEntry> entries) {
        return newestFirst(
                entries.stream()
                        .map(e -> new Encryption(e.getPrivateKey(), (X509Certificate) e.getCertificate()))
                        .toList(),
                Encryption::certificate);
    }

    static Path tlsStore(Path folder) {
        return folder.resolve("tls.p12");
    }

    /** The TLS key alone, of somebody who shows no more. */
    public static Tls tls(Path folder, char[] password) throws KeysUnreadable {
        KeyStore.PrivateKeyEntry tls = only(tlsStore(folder), password);
        return new Tls(tls.getPrivateKey(), (X509Certificate) tls.getCertificate());
    }

    /** The signing key alone, of somebody who has no other, such as an approver of bundles. */
    public static SigningKey signing(Path folder, char[] password) throws KeysUnreadable {
        return signingIn(folder.resolve("signing.p12"), password);
    }

    /** The signing key that is alone in a store. */
    public static SigningKey signingIn(Path file, char[] password) throws KeysUnreadable {
        return signing(only(file, password));
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
        KeyStore store = Pkcs12.read(file, password);
        try {
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
        } catch (GeneralSecurityException e) {
            throw Pkcs12.unreadable(file, e);
        }
    }
}
