package org.concordat.schemas.primitive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
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
