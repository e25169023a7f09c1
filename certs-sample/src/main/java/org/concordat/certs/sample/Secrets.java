package org.concordat.certs.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** A holder's sample secret keys, {@code secrets.p12}: 256 random bits each. */
final class Secrets {
    private static final char[] PASSWORD = SampleAuthority.PASSWORD.toCharArray();

    private Secrets() {}

    /** Adds the keys that are missing; what is there stays, for what was computed with it would lose its meaning. */
    static void ensure(Path folder, List<String> names) throws IOException, GeneralSecurityException {
        Path file = folder.resolve("secrets.p12");
        KeyStore store = read(file);
        boolean changed = false;
        for (String name : names) {
            if (!store.containsAlias(name)) {
                byte[] key = new byte[32];
                new SecureRandom().nextBytes(key);
                store.setKeyEntry(name, new SecretKeySpec(key, "HmacSHA256"), PASSWORD, null);
                changed = true;
            }
        }
        if (changed) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, PASSWORD);
            OwnerOnly.createFolder(folder);
            OwnerOnly.write(file, out.toByteArray());
        }
    }

    private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        if (!Files.exists(file)) {
            store.load(null, PASSWORD);
            return store;
        }
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }
}
