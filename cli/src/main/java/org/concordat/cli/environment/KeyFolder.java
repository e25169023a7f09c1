package org.concordat.cli.environment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.schemas.signature.SigningKey;

/** An agency's own folder of PKCS#12 stores: {@code tls.p12}, {@code signing.p12}, {@code encryption.p12}. */
final class KeyFolder {
    private KeyFolder() {}

    static AgencyKeys read(Path folder, char[] password) throws Stopped {
        Entry tls = entry(folder.resolve("tls.p12"), password);
        Entry signing = entry(folder.resolve("signing.p12"), password);
        Entry encryption = entry(folder.resolve("encryption.p12"), password);
        return new AgencyKeys(
                new AgencyKeys.Tls(tls.key(), tls.certificate()),
                new SigningKey(signing.key(), signing.certificate()),
                new AgencyKeys.Encryption(encryption.key(), encryption.certificate()));
    }

    private record Entry(PrivateKey key, X509Certificate certificate) {}

    private static Entry entry(Path file, char[] password) throws Stopped {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            String alias = store.aliases().nextElement();
            if (store.getKey(alias, password) instanceof PrivateKey key
                    && store.getCertificate(alias) instanceof X509Certificate certificate) {
                return new Entry(key, certificate);
            }
            throw new Stopped(Exit.BAD_INPUT, "keys.empty", file + " holds no private key with its certificate");
        } catch (NoSuchFileException e) {
            throw new Stopped(Exit.BAD_INPUT, "keys.missing", "there is no key store " + file);
        } catch (IOException | GeneralSecurityException e) {
            throw new Stopped(Exit.BAD_INPUT, "keys.unreadable", file + " cannot be opened with KEYSTORE_PASSWORD");
        }
    }
}
