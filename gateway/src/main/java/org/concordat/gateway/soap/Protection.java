package org.concordat.gateway.soap;

import java.security.cert.X509Certificate;
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
        Crypto crypto = keys.crypto();
        return Map.ofEntries(
                Map.entry(SecurityConstants.SIGNATURE_CRYPTO, crypto),
                Map.entry(SecurityConstants.SIGNATURE_USERNAME, EnvelopeKeys.NEWEST),
                Map.entry(SecurityConstants.ENCRYPT_CRYPTO, crypto),
                Map.entry(SecurityConstants.ENCRYPT_USERNAME, WSHandlerConstants.USE_REQ_SIG_CERT),
                Map.entry(SecurityConstants.CALLBACK_HANDLER, (CallbackHandler) asked -> open(asked, keys)),
                Map.entry(SecurityConstants.SIGNATURE_TOKEN_VALIDATOR, (Validator)
                        (credential, data) -> registered(credential, systems)),
                Map.entry(SecurityConstants.TIMESTAMP_TTL, OLDEST),
                Map.entry(SecurityConstants.TIMESTAMP_FUTURE_TTL, AHEAD),
                Map.entry(SecurityConstants.ENABLE_TIMESTAMP_CACHE, "true"),
                Map.entry(SecurityConstants.TIMESTAMP_CACHE_INSTANCE, replays),
                Map.entry(SecurityConstants.ENABLE_NONCE_CACHE, "true"),
                Map.entry(SecurityConstants.NONCE_CACHE_INSTANCE, replays),
                Map.entry(SecurityConstants.EXPAND_XOP_INCLUDE, "true"));
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
        return Map.of(
                SecurityConstants.SIGNATURE_CRYPTO,
                keys.crypto(),
                SecurityConstants.SIGNATURE_USERNAME,
                EnvelopeKeys.NEWEST,
                SecurityConstants.ENCRYPT_CRYPTO,
                EnvelopeKeys.crypto(good),
                SecurityConstants.ENCRYPT_USERNAME,
                "0",
                SecurityConstants.CALLBACK_HANDLER,
                (CallbackHandler) asked -> open(asked, keys),
                SecurityConstants.SIGNATURE_TOKEN_VALIDATOR,
                (Validator) (credential, data) -> oneOf(good, credential),
                SecurityConstants.TIMESTAMP_TTL,
                OLDEST,
                SecurityConstants.TIMESTAMP_FUTURE_TTL,
                AHEAD);
    }

    private static Credential oneOf(List<X509Certificate> good, Credential credential) throws WSSecurityException {
        X509Certificate[] chain = credential.getCertificates();
        if (chain == null || chain.length == 0 || !good.contains(chain[0])) {
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

    private static Credential registered(Credential credential, Systems systems) throws WSSecurityException {
        X509Certificate[] chain = credential.getCertificates();
        if (chain == null || chain.length == 0) {
            throw new WSSecurityException(ErrorCode.FAILED_AUTHENTICATION);
        }
        systems.signerOf(chain[0]);
        return credential;
    }

    private static void open(Callback[] asked, EnvelopeKeys keys) {
        for (Callback each : asked) {
            if (each instanceof WSPasswordCallback forKey) {
                forKey.setPassword(keys.password());
            }
        }
    }
}
