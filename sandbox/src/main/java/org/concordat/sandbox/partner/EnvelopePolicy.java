package org.concordat.sandbox.partner;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.concordat.protection.key.TrustPolicy;

/** What a partner's service is given beside its contract, so that the policy in it is kept: keys, and Apache CXF's own settings. */
public final class EnvelopePolicy {
    private static final String SETTINGS = "ws-security.custom.alg.suite.";

    /** Apache CXF cannot name the mask of RSA-OAEP, and its library says so at every envelope. Kept, or it would be forgotten. */
    private static final Logger LIBRARY = Logger.getLogger("org.apache.xml.security");

    static {
        LIBRARY.setLevel(Level.OFF);
    }

    private EnvelopePolicy() {}

    /**
     * Settings of a service.
     *
     * @param own the key store of the service's RSA key, whose entry is called {@code envelope}
     * @param authority who certified whoever calls
     */
    public static Map<String, Object> of(Path own, X509Certificate authority)
            throws IOException, GeneralSecurityException {
        KeyStore store = WebService.store(own);
        store.setCertificateEntry("authority", authority);
        Merlin crypto = new Merlin();
        crypto.setKeyStore(store);
        Map<String, Object> settings = new HashMap<>();
        settings.put(SecurityConstants.SIGNATURE_CRYPTO, crypto);
        settings.put(SecurityConstants.SIGNATURE_USERNAME, "envelope");
        settings.put(SecurityConstants.ENCRYPT_CRYPTO, crypto);
        settings.put(SecurityConstants.ENCRYPT_USERNAME, WSHandlerConstants.USE_REQ_SIG_CERT);
        settings.put(SecurityConstants.CALLBACK_HANDLER, (CallbackHandler) EnvelopePolicy::open);
        // the authority certifies every agency: the other end is the gateway alone
        settings.put(SecurityConstants.SUBJECT_CERT_CONSTRAINTS, ".*\\bCN=gateway(?![\\w-]).*");
        settings.put(SETTINGS + "asymmetric.signature", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        settings.put(SETTINGS + "asymmetric.key.encryption.algorithm", "http://www.w3.org/2009/xmlenc11#rsa-oaep");
        return settings;
    }

    /**
     * Settings of a client.
     *
     * @param own the key store of the client's RSA key, whose entry is called {@code envelope}
     * @param service whose certificate envelopes are encrypted to
     */
    static Map<String, Object> calling(Path own, X509Certificate authority, X509Certificate service)
            throws IOException, GeneralSecurityException {
        Map<String, Object> settings = of(own, authority);
        ((Merlin) Objects.requireNonNull(settings.get(SecurityConstants.ENCRYPT_CRYPTO)))
                .getKeyStore()
                .setCertificateEntry("service", service);
        settings.put(SecurityConstants.ENCRYPT_USERNAME, "service");
        return settings;
    }

    private static void open(Callback[] asked) {
        for (Callback each : asked) {
            if (each instanceof WSPasswordCallback forKey) {
                forKey.setPassword(TrustPolicy.SAMPLE_PASSWORD);
            }
        }
    }
}
