package org.concordat.protection.key;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.signature.SigningKey;
import org.jspecify.annotations.Nullable;

/**
 * A key store with one key more than its file has. Everything else in it stays, so that what was made with it is still good.
 *
 * @param name of the entry that came
 */
public record NextKey(String name, KeyStore store) {
    private static final int BYTES = 32;

    /**
     * The next secret key of a use.
     *
     * @param from the first day on which it makes new values (UTC)
     */
    public static NextKey secret(Path file, char[] password, String use, LocalDate from, Clock realTime)
            throws KeysUnreadable {
        int last = KeyRing.keys(file, password, use, realTime).stream()
                .mapToInt(DatedKey::number)
                .max()
                .orElseThrow();
        byte[] secret = new byte[BYTES];
        Primitives.random().nextBytes(secret);
        return with(file, password, use + "-" + (last + 1) + "@" + from, new SecretKeySpec(secret, "HmacSHA256"), null)
                .orElseThrow();
    }

    /** A key that counts from when its certificate begins; empty where the store has one already that was put there so. */
    public static Optional<NextKey> certified(Path file, char[] password, SigningKey next) throws KeysUnreadable {
        X509Certificate certificate = next.certificate();
        String name = "from-" + certificate.getNotBefore().toInstant();
        return with(file, password, name, next.privateKey(), new X509Certificate[] {certificate});
    }

    private static Optional<NextKey> with(
            Path file, char[] password, String name, Key key, X509Certificate @Nullable [] certificates)
            throws KeysUnreadable {
        KeyStore store = Pkcs12.read(file, password);
        try {
            if (store.containsAlias(name)) {
                return Optional.empty(); // an entry of that name would be gone
            }
            store.setKeyEntry(name, key, password, certificates);
        } catch (GeneralSecurityException e) {
            throw new KeysUnreadable(file + " cannot take another key", e);
        }
        return Optional.of(new NextKey(name, store));
    }

    /** What is to stand in the file. */
    public byte[] bytes(char[] password) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            store.store(out, password);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("a store in memory cannot be written", e);
        }
        return out.toByteArray();
    }
}
