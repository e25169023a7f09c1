package org.concordat.protection.envelope;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.operator.InputAEADDecryptor;
import org.concordat.schemas.primitive.Primitives;

/**
 * Decrypts one content, whole: the first byte can be read only once the tag was found good. Not for several threads.
 *
 * <p>Bouncy Castle's own would look up the cipher's parameters under a name that only its own provider knows.
 */
final class ContentDecryptor implements InputAEADDecryptor {
    private final AlgorithmIdentifier algorithm;
    private final SecretKey key;
    private final GCMParameters parameters;
    private final ByteArrayOutputStream associated = new ByteArrayOutputStream();

    ContentDecryptor(AlgorithmIdentifier algorithm, Key key) throws CMSException {
        this.algorithm = algorithm;
        if (!Suite.CONTENT.equals(algorithm.getAlgorithm())) {
            throw new CMSException("the content's cipher is not AES-256-GCM");
        }
        this.parameters = GCMParameters.getInstance(algorithm.getParameters());
        if (parameters.getIcvLen() != Suite.TAG_BYTES) {
            throw new CMSException("the content's tag is cut short");
        }
        this.key = new SecretKeySpec(key.getEncoded(), "AES");
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return algorithm;
    }

    @Override
    public OutputStream getAADStream() {
        return associated;
    }

    @Override
    public InputStream getInputStream(InputStream ciphertextAndTag) {
        try {
            Cipher cipher = Primitives.aesGcm();
            cipher.init(
                    Cipher.DECRYPT_MODE, key, new GCMParameterSpec(Suite.TAG_BYTES * Byte.SIZE, parameters.getNonce()));
            cipher.updateAAD(associated.toByteArray());
            return new ByteArrayInputStream(cipher.doFinal(ciphertextAndTag.readAllBytes()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the content's tag is wrong", e);
        }
    }

    /** Asked for only after decryption, to be compared once more; the cipher did that. */
    @Override
    public byte[] getMAC() {
        return new byte[0];
    }
}
