package org.concordat.certs.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;

/** The kinds of key that sample certificates are made for. */
public enum KeyType {
    @JsonProperty("ec-p256")
    EC_P256,
    @JsonProperty("ec-p384")
    EC_P384,
    @JsonProperty("rsa-3072")
    RSA_3072;

    KeyPair generate() throws GeneralSecurityException {
        return switch (this) {
            case EC_P256 -> elliptic("secp256r1");
            case EC_P384 -> elliptic("secp384r1");
            case RSA_3072 -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(3072);
                yield generator.generateKeyPair();
            }
        };
    }

    private static KeyPair elliptic(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
