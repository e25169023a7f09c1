package org.concordat.schemas.primitive;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

/** Amazon Corretto Crypto Provider, if its library fits this machine and agrees with another provider. */
final class NativeProvider {
    private static final String CLASS = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

    private NativeProvider() {}

    /** Looked up by name, since the library is optional at run time and there is none for some machines. */
    static Optional<Provider> find(Provider witness) {
        try {
            Provider provider =
                    (Provider) Class.forName(CLASS).getField("INSTANCE").get(null);
            if (provider.getService("Signature", Ecdsa.P256.jdkName()) == null) {
                // its library did not load: then it offers nothing
                return Optional.empty();
            }
            for (Ecdsa algorithm : Ecdsa.values()) {
                if (!agrees(provider, witness, algorithm)) {
                    return Optional.empty();
                }
            }
            return Optional.of(provider);
        } catch (ReflectiveOperationException | GeneralSecurityException | LinkageError absent) {
            return Optional.empty();
        }
    }

    /** The self-test: what it signs, the witness accepts and it refuses when altered; both agree on one secret and one digest. */
    private static boolean agrees(Provider provider, Provider witness, Ecdsa algorithm)
            throws GeneralSecurityException {
        KeyPair keys = Primitives.ephemeral(algorithm, provider);
        KeyPair others = Primitives.ephemeral(algorithm, witness);
        byte[] data = "silence denies".getBytes(StandardCharsets.UTF_8);
        Signature signer = Primitives.signature(algorithm, provider);
        signer.initSign(keys.getPrivate());
        signer.update(data);
        byte[] value = signer.sign();
        PublicKey known = KeyFactory.getInstance("EC", witness)
                .generatePublic(new X509EncodedKeySpec(keys.getPublic().getEncoded()));
        return verifies(algorithm, witness, known, data, value)
                && verifies(algorithm, provider, keys.getPublic(), data, value)
                && !verifies(algorithm, provider, keys.getPublic(), new byte[] {1}, value)
                && Arrays.equals(
                        MessageDigest.getInstance("SHA-256", provider).digest(data),
                        MessageDigest.getInstance("SHA-256", witness).digest(data))
                && Arrays.equals(
                        Primitives.agree(keys.getPrivate(), others.getPublic(), provider),
                        Primitives.agree(others.getPrivate(), keys.getPublic(), witness));
    }

    private static boolean verifies(Ecdsa algorithm, Provider provider, PublicKey key, byte[] data, byte[] value)
            throws GeneralSecurityException {
        Signature verifier = Primitives.signature(algorithm, provider);
        verifier.initVerify(key);
        verifier.update(data);
        return verifier.verify(value);
    }
}
