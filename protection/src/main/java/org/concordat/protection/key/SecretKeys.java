package org.concordat.protection.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.crypto.SecretKey;

/** Secret keys in a PKCS#12 store of their own, by name, e.g. {@code pseudonyms-1}. */
public final class SecretKeys {
    private SecretKeys() {}

    public static SecretKey read(Path file, char[] password, String name) throws KeysUnreadable {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            if (store.getKey(name, password) instanceof SecretKey key) {
                return key;
            }
            throw new KeysUnreadable(file + " holds no secret key named " + name, null);
        } catch (IOException | GeneralSecurityException e) {
            throw new KeysUnreadable(file + " cannot be read, or its password is another", e);
        }
    }
}
