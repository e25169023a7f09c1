package org.concordat.protection.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

/** The form of every store of keys that is a file: PKCS #12 (RFC 7292), in which store and keys have one password. */
final class Pkcs12 {
    private Pkcs12() {}

    static KeyStore read(Path file, char[] password) throws KeysUnreadable {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
    }

    static KeysUnreadable unreadable(Path file, Exception e) {
        return new KeysUnreadable(file + " cannot be read, or its password is another", e);
    }
}
