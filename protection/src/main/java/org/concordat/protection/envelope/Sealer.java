package org.concordat.protection.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.GenericKey;
import org.concordat.protection.key.Use;
import org.concordat.schemas.primitive.Ecdsa;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.signature.RandomIds;

/**
 * Seals to recipients' certificates: elliptic-curve (ECDH P-256, P-384) or RSA (OAEP, 3072 bits or more). Each content
 * has a key of its own, each elliptic recipient an ephemeral one. Says nothing about who sealed: signatures do. Whether a
 * certificate is still good is asked of {@code Certificates}, before.
 */
public final class Sealer {
    /**
     * Seals to every recipient given.
     *
     * @param content at most 16 MiB
     * @param recipients at least one, at most 64
     * @throws SealingFailed when a certificate is not fit to be sealed to
     */
    public Sealed seal(byte[] content, List<X509Certificate> recipients) throws SealingFailed {
        if (content.length > Suite.MOST_CONTENT) {
            throw new SealingFailed("the content has " + content.length + " bytes, more than " + Suite.MOST_CONTENT);
        }
        if (recipients.isEmpty() || recipients.size() > Suite.MOST_RECIPIENTS) {
            throw new SealingFailed(recipients.size() + " recipients; there must be 1 to " + Suite.MOST_RECIPIENTS);
        }
        byte[] key = RandomIds.bytes(Suite.KEY_BYTES);
        GCMParameters parameters = new GCMParameters(RandomIds.bytes(Suite.NONCE_BYTES), Suite.TAG_BYTES);
        AlgorithmIdentifier cipher = new AlgorithmIdentifier(Suite.CONTENT, parameters);
        ASN1EncodableVector infos = new ASN1EncodableVector();
        try {
            for (X509Certificate recipient : recipients) {
                infos.add(recipientInfo(recipient).generate(new GenericKey(cipher, key)));
            }
            return new Sealed(envelope(infos, cipher, encrypted(content, key, parameters)));
        } catch (CMSException | GeneralSecurityException | IOException e) {
            throw new SealingFailed("the content cannot be sealed", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] encrypted(byte[] content, byte[] key, GCMParameters parameters)
            throws GeneralSecurityException {
        Cipher cipher = Primitives.aesGcm();
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new GCMParameterSpec(Suite.TAG_BYTES * Byte.SIZE, parameters.getNonce()));
        return cipher.doFinal(content);
    }

    /**
     * RFC 5083 section 2.1, with AES-GCM as in RFC 5084 section 3.2.
     *
     * @param encrypted the content's, and its tag
     */
    private static byte[] envelope(ASN1EncodableVector recipients, AlgorithmIdentifier cipher, byte[] encrypted)
            throws IOException {
        int length = encrypted.length - Suite.TAG_BYTES;
        AuthEnvelopedData data = new AuthEnvelopedData(
                null,
                new DERSet(recipients),
                new EncryptedContentInfo(
                        CMSObjectIdentifiers.data, cipher, new DEROctetString(Arrays.copyOf(encrypted, length))),
                null,
                new DEROctetString(Arrays.copyOfRange(encrypted, length, encrypted.length)),
                null);
        // the buffer is made large enough at once: that of a large content would be copied at each growth
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4096);
        new ContentInfo(CMSObjectIdentifiers.authEnvelopedData, data).encodeTo(out, ASN1Encoding.DER);
        return out.toByteArray();
    }

    private static RecipientInfoGenerator recipientInfo(X509Certificate recipient) throws SealingFailed {
        if (!Use.ENCRYPTION.fits(recipient)) {
            throw new SealingFailed("the certificate is not for encryption: " + name(recipient));
        }
        try {
            if (recipient.getPublicKey() instanceof ECPublicKey key) {
                return new EllipticRecipient(recipient, Primitives.ephemeral(curve(recipient, key)));
            }
            if (recipient.getPublicKey() instanceof RSAPublicKey key
                    && key.getModulus().bitLength() >= Suite.LEAST_RSA_BITS) {
                return new JceKeyTransRecipientInfoGenerator(recipient, Suite.RSA).setProvider(Suite.TRANSPORT);
            }
        } catch (GeneralSecurityException e) {
            throw new SealingFailed("the certificate cannot be sealed to: " + name(recipient), e);
        }
        throw new SealingFailed("the key is neither elliptic nor RSA of 3072 bits: " + name(recipient));
    }

    private static Ecdsa curve(X509Certificate recipient, ECPublicKey key) throws SealingFailed {
        return switch (key.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> Ecdsa.P256;
            case 384 -> Ecdsa.P384;
            default -> throw new SealingFailed("the curve is neither P-256 nor P-384: " + name(recipient));
        };
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
