package org.concordat.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;

/** What Apache CXF is given so that the policy in our contract is kept: keys, and its own settings of the algorithms. */
public final class Policy {
    private Policy() {}

    /** Of an end whose store also holds the certificate that the other one decrypts with. */
    static Map<String, Object> settings(Path file, String password, String alias)
            throws IOException, GeneralSecurityException {
        return settings(store(file, password), password, alias, alias);
    }

    /**
     * Of the sending end.
     *
     * @param file its own key, whose entry is called {@code envelope}
     * @param gateway whom it encrypts to, and who answers
     */
    public static Map<String, Object> settings(Path file, String password, X509Certificate gateway)
            throws IOException, GeneralSecurityException {
        KeyStore store = store(file, password);
        store.setCertificateEntry("gateway", gateway);
        return settings(store, password, "envelope", "gateway");
    }

    private static Map<String, Object> settings(KeyStore store, String password, String own, String other) {
        Merlin crypto = new Merlin();
        crypto.setKeyStore(store);
        Map<String, Object> settings = new HashMap<>();
        settings.put(SecurityConstants.SIGNATURE_CRYPTO, crypto);
        settings.put(SecurityConstants.SIGNATURE_USERNAME, own);
        settings.put(SecurityConstants.ENCRYPT_CRYPTO, crypto);
        settings.put(SecurityConstants.ENCRYPT_USERNAME, other);
        settings.put(SecurityConstants.CALLBACK_HANDLER, (CallbackHandler) asked -> open(asked, password));
        settings.put(
                SecurityConstants.CUSTOM_ALG_SUITE_ASYMMETRIC_SIGNATURE,
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        settings.put(
                SecurityConstants.CUSTOM_ALG_SUITE_ASYMMETRIC_KEY_ENCRYPTION_ALGORITHM,
                "http://www.w3.org/2009/xmlenc11#rsa-oaep");
        return settings;
    }

    private static KeyStore store(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        return store;
    }

    private static void open(Callback[] asked, String password) {
        for (Callback each : asked) {
            if (each instanceof WSPasswordCallback forKey) {
                forKey.setPassword(password);
            }
        }
    }
}
