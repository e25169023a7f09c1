package org.concordat.bench.peer;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.interceptor.InterceptorProvider;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.cxf.ws.security.wss4j.WSS4JOutInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.ext.WSPasswordCallback;

/**
 * WS-Security as the peers configure it: the body signed (RSA-2048, SHA-256) and encrypted (AES-256-GCM, RSA-OAEP), in
 * both directions. No timestamp, no replay cache, no policy, no schema: all that would cost more.
 */
public final class Security {
    static final String PASSWORD = "changeit";
    static final String ALIAS = "peer";

    private static final String BODY = "http://schemas.xmlsoap.org/soap/envelope/}Body";
    private static final String ACTIONS = "Signature Encryption";
    private static final String PROPERTIES = "crypto";

    private Security() {}

    /** Puts a provider before all others: {@code accp} Amazon's, {@code jdk} none. */
    public static void prefer(String provider) {
        switch (provider) {
            case "jdk" -> {}
            case "accp" -> AmazonCorrettoCryptoProvider.install();
            default -> throw new IllegalArgumentException("unknown provider '" + provider + "'; known: jdk, accp");
        }
    }

    static void secure(InterceptorProvider endpoint, String keys) {
        endpoint.getOutInterceptors().add(new WSS4JOutInterceptor(out(keys)));
        endpoint.getInInterceptors().add(new WSS4JInInterceptor(in(keys)));
    }

    private static Map<String, Object> out(String keys) {
        Map<String, Object> out = common(keys);
        out.put(ConfigurationConstants.SIG_PROP_REF_ID, PROPERTIES);
        out.put(ConfigurationConstants.ENC_PROP_REF_ID, PROPERTIES);
        out.put(ConfigurationConstants.USER, ALIAS);
        out.put(ConfigurationConstants.SIGNATURE_USER, ALIAS);
        out.put(ConfigurationConstants.ENCRYPTION_USER, ALIAS);
        out.put(ConfigurationConstants.SIG_KEY_ID, "DirectReference");
        out.put(ConfigurationConstants.ENC_KEY_ID, "IssuerSerial");
        out.put(ConfigurationConstants.SIGNATURE_PARTS, "{Element}{" + BODY);
        out.put(ConfigurationConstants.ENCRYPTION_PARTS, "{Content}{" + BODY);
        out.put(ConfigurationConstants.SIG_ALGO, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");
        out.put(ConfigurationConstants.SIG_DIGEST_ALGO, "http://www.w3.org/2001/04/xmlenc#sha256");
        out.put(ConfigurationConstants.ENC_SYM_ALGO, "http://www.w3.org/2009/xmlenc11#aes256-gcm");
        out.put(ConfigurationConstants.ENC_KEY_TRANSPORT, "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p");
        return out;
    }

    private static Map<String, Object> in(String keys) {
        Map<String, Object> in = common(keys);
        in.put(ConfigurationConstants.SIG_VER_PROP_REF_ID, PROPERTIES);
        in.put(ConfigurationConstants.DEC_PROP_REF_ID, PROPERTIES);
        return in;
    }

    private static Map<String, Object> common(String keys) {
        Properties crypto = new Properties();
        crypto.setProperty("org.apache.wss4j.crypto.provider", "org.apache.wss4j.common.crypto.Merlin");
        crypto.setProperty("org.apache.wss4j.crypto.merlin.keystore.type", "pkcs12");
        crypto.setProperty("org.apache.wss4j.crypto.merlin.keystore.password", PASSWORD);
        crypto.setProperty("org.apache.wss4j.crypto.merlin.keystore.alias", ALIAS);
        crypto.setProperty("org.apache.wss4j.crypto.merlin.keystore.file", keys);
        Map<String, Object> common = new HashMap<>();
        common.put(ConfigurationConstants.ACTION, ACTIONS);
        common.put(ConfigurationConstants.PW_CALLBACK_CLASS, Password.class.getName());
        common.put(PROPERTIES, crypto);
        return common;
    }

    /** Made by the library, by its name. */
    public static final class Password implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) {
            for (Callback callback : callbacks) {
                if (callback instanceof WSPasswordCallback asked) {
                    asked.setPassword(PASSWORD);
                }
            }
        }
    }
}
