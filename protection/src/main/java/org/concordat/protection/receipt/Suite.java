package org.concordat.protection.receipt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** The one algorithm that goes with a key: the key decides, never the statement's header. */
enum Suite {
    ES256,
    ES384,
    PS256;

    static Suite of(PublicKey key) {
        if (key instanceof ECPublicKey elliptic) {
            Curve curve = Curve.forECParameterSpec(elliptic.getParams());
            if (Curve.P_256.equals(curve)) {
                return ES256;
            }
            if (Curve.P_384.equals(curve)) {
                return ES384;
            }
        }
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= 2048) {
            return PS256;
        }
        throw new IllegalArgumentException("statements are signed with P-256, P-384 or RSA of 2048 bits or more");
    }

    JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(name());
    }

    JWSSigner signer(PrivateKey key) throws JOSEException {
        return switch (this) {
            case ES256 -> new ECDSASigner(key, Curve.P_256);
            case ES384 -> new ECDSASigner(key, Curve.P_384);
            case PS256 -> new RSASSASigner(key);
        };
    }

    JWSVerifier verifier(PublicKey key) throws JOSEException {
        return this == PS256 ? new RSASSAVerifier((RSAPublicKey) key) : new ECDSAVerifier((ECPublicKey) key);
    }
}
