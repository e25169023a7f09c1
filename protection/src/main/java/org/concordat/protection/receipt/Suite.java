package org.concordat.protection.receipt;

import com.nimbusds.jose.JWSAlgorithm;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.concordat.schemas.primitive.Ecdsa;
import org.concordat.schemas.primitive.Primitives;

/** The one algorithm that goes with a key (RFC 7518 sections 3.4 and 3.5): the key decides, never the statement's header. */
enum Suite {
    ES256,
    ES384,
    PS256;

    private static final int LEAST_RSA_BITS = 2048;

    static Suite of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
            return PS256;
        }
        return Ecdsa.of(key)
                .map(curve -> curve == Ecdsa.P256 ? ES256 : ES384)
                .orElseThrow(() -> new IllegalArgumentException(
                        "statements are signed with P-256, P-384 or RSA of 2048 bits or more"));
    }

    JWSAlgorithm algorithm() {
        return JWSAlgorithm.parse(name());
    }

    byte[] sign(PrivateKey key, byte[] input) throws GeneralSecurityException {
        if (this != PS256) {
            return Primitives.sign(curve(), key, input);
        }
        Signature signature = pss();
        signature.initSign(key, Primitives.random());
        signature.update(input);
        return signature.sign();
    }

    boolean verify(PublicKey key, byte[] input, byte[] value) throws GeneralSecurityException {
        if (this != PS256) {
            return Primitives.verify(curve(), key, input, value);
        }
        Signature signature = pss();
        signature.initVerify(key);
        signature.update(input);
        try {
            return signature.verify(value);
        } catch (SignatureException malformed) {
            return false;
        }
    }

    private Ecdsa curve() {
        return this == ES256 ? Ecdsa.P256 : Ecdsa.P384;
    }

    private static Signature pss() throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return signature;
    }
}
