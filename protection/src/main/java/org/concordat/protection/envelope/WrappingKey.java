package org.concordat.protection.envelope;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.ecc.ECCCMSSharedInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.concordat.schemas.primitive.Primitives;
import org.jspecify.annotations.Nullable;

/**
 * The key that wraps a content key for one elliptic recipient: what two keys agree on in one pass (RFC 5753 section
 * 3.1), derived as in SEC 1 section 3.6.1, used as in RFC 3394. Bouncy Castle's own would agree by its own arithmetic
 * only, which takes several times as long as the native provider's.
 */
record WrappingKey(SecretKey key) {
    /** RFC 5753 section 7.1.4. SHA-1, OpenSSL's default, is not among them. */
    private static final Map<ASN1ObjectIdentifier, String> DIGESTS = Map.of(
            CMSAlgorithm.ECDH_SHA256KDF, "SHA-256",
            CMSAlgorithm.ECDH_SHA384KDF, "SHA-384",
            CMSAlgorithm.ECDH_SHA512KDF, "SHA-512");

    private static final int BYTES = 32;
    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

    /** Whether it is an agreement, with a wrapping, that we open. */
    static boolean accepts(AlgorithmIdentifier agreement) {
        return DIGESTS.containsKey(agreement.getAlgorithm())
                && Suite.WRAP.equals(wrapping(agreement).getAlgorithm());
    }

    /**
     * @param agreement accepted
     * @param keyingMaterial the sender's, where it gave one
     */
    static WrappingKey agreed(
            AlgorithmIdentifier agreement, PrivateKey ours, PublicKey theirs, byte @Nullable [] keyingMaterial)
            throws GeneralSecurityException, IOException {
        byte[] bits =
                ByteBuffer.allocate(Integer.BYTES).putInt(BYTES * Byte.SIZE).array();
        // every one of the digests is at least as long as the key: its first block is enough
        MessageDigest digest = MessageDigest.getInstance(String.valueOf(DIGESTS.get(agreement.getAlgorithm())));
        digest.update(Primitives.agree(ours, theirs));
        digest.update(FIRST_BLOCK);
        digest.update(new ECCCMSSharedInfo(wrapping(agreement), keyingMaterial, bits).getEncoded(ASN1Encoding.DER));
        return new WrappingKey(new SecretKeySpec(Arrays.copyOf(digest.digest(), BYTES), "AES"));
    }

    private static AlgorithmIdentifier wrapping(AlgorithmIdentifier agreement) {
        return AlgorithmIdentifier.getInstance(agreement.getParameters());
    }

    byte[] wrap(byte[] contentKey) throws GeneralSecurityException {
        return cipher(Cipher.WRAP_MODE).wrap(new SecretKeySpec(contentKey, "AES"));
    }

    /** @throws GeneralSecurityException unless it was wrapped under this key */
    Key unwrap(byte[] wrapped) throws GeneralSecurityException {
        return cipher(Cipher.UNWRAP_MODE).unwrap(wrapped, "AES", Cipher.SECRET_KEY);
    }

    private Cipher cipher(int mode) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AESWrap");
        cipher.init(mode, key);
        return cipher;
    }
}
