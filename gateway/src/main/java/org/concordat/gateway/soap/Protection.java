package org.concordat.gateway.soap;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import org.apache.cxf.message.Message;
import org.apache.cxf.ws.security.SecurityConstants;
import org.apache.wss4j.common.cache.ReplayCache;
import org.apache.wss4j.common.crypto.Crypto;
import org.apache.wss4j.common.ext.WSPasswordCallback;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.ext.WSSecurityException.ErrorCode;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.engine.WSSecurityEngineResult;
import org.apache.wss4j.dom.handler.WSHandlerConstants;
import org.apache.wss4j.dom.handler.WSHandlerResult;
import org.apache.wss4j.dom.validate.Credential;
import org.apache.wss4j.dom.validate.Validator;
import org.concordat.gateway.identity.Systems;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Certificates;
import org.concordat.routes.connector.ConnectorFailed;

/**
 * How envelopes are protected besides what the policy in the contract says: with which keys, and whose signature is taken.
 * WS-Security would take any that an authority certified; this takes those that are registered for an agency, good now.
 */
final class Protection {
    /** How many seconds ago an envelope may have been made, and how far ahead its maker's clock may be. */
    private static final String OLDEST = "300";

    private static final String AHEAD = "60";

    private Protection() {}

    static Map<String, Object> properties(EnvelopeKeys keys, ReplayCache replays, Systems systems) {
        Map<String, Object> properties =
                new HashMap<>(properties(keys, keys.crypto(), WSHandlerConstants.USE_REQ_SIG_CERT, signer -> {
                    systems.signerOf(signer); // which refuses those that are registered for nobody
                    return true;
                }));
        properties.put(SecurityConstants.ENABLE_TIMESTAMP_CACHE, "true");
        properties.put(SecurityConstants.TIMESTAMP_CACHE_INSTANCE, replays);
        properties.put(SecurityConstants.ENABLE_NONCE_CACHE, "true");
        properties.put(SecurityConstants.NONCE_CACHE_INSTANCE, replays);
        properties.put(SecurityConstants.EXPAND_XOP_INCLUDE, "true");
        return properties;
    }

    /** At both ends: whom they are encrypted to, and whose signature is taken. */
    private static Map<String, Object> properties(
            EnvelopeKeys keys, Crypto theirs, String to, Predicate<X509Certificate> signer) {
        return Map.ofEntries(
                Map.entry(SecurityConstants.SIGNATURE_CRYPTO, keys.crypto()),
                Map.entry(SecurityConstants.SIGNATURE_USERNAME, EnvelopeKeys.NEWEST),
                Map.entry(SecurityConstants.ENCRYPT_CRYPTO, theirs),
                Map.entry(SecurityConstants.ENCRYPT_USERNAME, to),
                Map.entry(SecurityConstants.CALLBACK_HANDLER, (CallbackHandler) asked -> open(asked, keys)),
                Map.entry(SecurityConstants.SIGNATURE_TOKEN_VALIDATOR, (Validator)
                        (credential, data) -> checked(credential, signer)),
                Map.entry(SecurityConstants.TIMESTAMP_TTL, OLDEST),
                Map.entry(SecurityConstants.TIMESTAMP_FUTURE_TTL, AHEAD));
    }

    /**
     * The same towards a partner's service: encrypted to its newest certificate that is good now, and answered by a key that
     * is registered for it.
     */
    static Map<String, Object> towards(Agency recipient, EnvelopeKeys keys, Predicate<X509Certificate> reliable)
            throws ConnectorFailed {
        List<X509Certificate> good = Certificates.newestFirst(recipient.envelope()).stream()
                .filter(reliable)
                .toList();
        if (good.isEmpty()) {
            throw new ConnectorFailed("no certificate of the recipient for envelopes is good now");
        }
        return properties(keys, EnvelopeKeys.crypto(good), EnvelopeKeys.NEWEST, good::contains);
    }

    private static Credential checked(Credential credential, Predicate<X509Certificate> signer)
            throws WSSecurityException {
        X509Certificate[] chain = credential.getCertificates();
        if (chain == null || chain.length == 0 || !signer.test(chain[0])) {
            throw new WSSecurityException(ErrorCode.FAILED_AUTHENTICATION);
        }
        return credential;
    }

    /** The certificate of the one signature, whose protection of body, timestamp and addressing the policy found good. */
    static X509Certificate signer(Message message) {
        if (message.get(WSHandlerConstants.RECV_RESULTS) instanceof List<?> found) {
            List<X509Certificate> signers = found.stream()
                    .filter(WSHandlerResult.class::isInstance)
                    .flatMap(result -> ((WSHandlerResult) result)
                            .getActionResults().getOrDefault(WSConstants.SIGN, List.of()).stream())
                    .map(signed -> (X509Certificate) signed.get(WSSecurityEngineResult.TAG_X509_CERTIFICATE))
                    .toList();
            if (signers.size() == 1) {
                return signers.get(0);
            }
        }
        throw new org.apache.cxf.interceptor.Fault(new WSSecurityException(ErrorCode.FAILED_CHECK));
    }

    private static void open(Callback[] asked, EnvelopeKeys keys) {
        for (Callback each : asked) {
            if (each instanceof WSPasswordCallback forKey) {
                forKey.setPassword(keys.password());
            }
        }
    }
}
