package org.concordat.schemas.primitive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrimitivesTest {
    private static final byte[] DATA = "no evidence, no release".getBytes(StandardCharsets.UTF_8);

    @ParameterizedTest
    @EnumSource(Ecdsa.class)
    void what_the_chosen_provider_signs_the_others_verify(Ecdsa algorithm) throws Exception {
        KeyPair keys = keys(algorithm);
        byte[] value = Primitives.sign(algorithm, keys.getPrivate(), DATA);
        assertThat(Ecdsa.of(keys.getPublic())).contains(algorithm);
        assertThat(Primitives.verify(algorithm, keys.getPublic(), DATA, value)).isTrue();
        assertThat(Primitives.verify(algorithm, keys.getPublic(), new byte[] {1}, value))
                .isFalse();
        Signature jdk = Signature.getInstance(algorithm.jdkName(), "SunEC");
        jdk.initVerify(keys.getPublic());
        jdk.update(DATA);
        assertThat(jdk.verify(value)).isTrue();
        Signature other = Signature.getInstance(algorithm.bouncyCastleName(), new BouncyCastleProvider());
        other.initVerify(keys.getPublic());
        other.update(DATA);
        assertThat(other.verify(value)).isTrue();
    }

    @Test
    void a_malformed_signature_does_not_verify() throws Exception {
        KeyPair keys = keys(Ecdsa.P256);
        for (int length : new int[] {0, 1, 63, 64, 65, 96}) {
            assertThat(Primitives.verify(Ecdsa.P256, keys.getPublic(), DATA, new byte[length]))
                    .as("%d bytes of zero", length)
                    .isFalse();
        }
    }

    @Test
    void rsa_and_aes_that_are_asked_for_without_a_provider_are_the_native_ones_and_nothing_else_is() throws Exception {
        Primitives.offerNative();
        Primitives.offerNative();
        if (!"required".equals(System.getenv("CONCORDAT_TOOLS"))) {
            assumeThat(Security.getProvider("ConcordatNative"))
                    .as("the native provider's library fits this machine")
                    .isNotNull();
        }
        KeyPair keys = rsa();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(DATA);
        byte[] value = signature.sign();
        assertThat(signature.getProvider().getName()).isEqualTo("ConcordatNative");
        Signature other = Signature.getInstance("SHA256withRSA", new BouncyCastleProvider());
        other.initVerify(keys.getPublic());
        other.update(DATA);
        assertThat(other.verify(value)).isTrue();
        assertThat(Cipher.getInstance("AES/GCM/NoPadding").getProvider().getName())
                .isEqualTo("ConcordatNative");
        assertThat(Security.getProvider("ConcordatNative").getServices()).hasSize(3);
    }

    @Test
    void content_keys_of_envelopes_open_by_the_native_provider_and_by_others() throws Exception {
        Primitives.offerNative();
        OAEPParameterSpec suite =
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);
        KeyPair keys = rsa();
        Cipher sealing = Cipher.getInstance("RSA/ECB/OAEPPadding", new BouncyCastleProvider());
        sealing.init(Cipher.ENCRYPT_MODE, keys.getPublic(), suite);
        Cipher opening = Cipher.getInstance("RSA/ECB/OAEPPadding");
        opening.init(Cipher.DECRYPT_MODE, keys.getPrivate(), suite);
        assertThat(opening.getProvider().getName())
                .isEqualTo(Security.getProvider("ConcordatNative") == null ? "SunJCE" : "ConcordatNative");
        assertThat(opening.doFinal(sealing.doFinal(DATA))).isEqualTo(DATA);
    }

    /** Its bytes stay where they are, as in a device: only its own provider can use it. */
    @Test
    void a_key_that_the_native_provider_cannot_use_is_left_to_the_others() throws Exception {
        Primitives.offerNative();
        RSAPrivateKey inside = (RSAPrivateKey) rsa().getPrivate();
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(new InDevice(inside.getModulus(), inside.getPrivateExponent()));
        assertThat(signature.getProvider().getName()).isNotEqualTo("ConcordatNative");
    }

    private record InDevice(BigInteger getModulus, BigInteger getPrivateExponent) implements RSAPrivateKey {
        @Override
        public String getAlgorithm() {
            return "RSA";
        }

        @Override
        public @Nullable String getFormat() {
            return null;
        }

        @Override
        public byte @Nullable [] getEncoded() {
            return null;
        }
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    @Test
    void the_digest_is_sha_256() {
        assertThat(HexFormat.of().formatHex(Primitives.sha256().digest("abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void other_curves_and_other_sorts_of_key_have_no_algorithm_of_ours() throws Exception {
        KeyPairGenerator elliptic = KeyPairGenerator.getInstance("EC");
        elliptic.initialize(new ECGenParameterSpec("secp521r1"));
        assertThat(Ecdsa.of(elliptic.generateKeyPair().getPublic())).isEmpty();
        assertThat(Ecdsa.of(
                        KeyPairGenerator.getInstance("RSA").generateKeyPair().getPublic()))
                .isEmpty();
    }

    private static KeyPair keys(Ecdsa algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(algorithm == Ecdsa.P256 ? "secp256r1" : "secp384r1"));
        return generator.generateKeyPair();
    }
}
