package org.concordat.protection.envelope;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.concordat.protection.key.Use;
import org.concordat.schemas.primitive.Ecdsa;

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
        CMSAuthEnvelopedDataGenerator envelope = new CMSAuthEnvelopedDataGenerator();
        for (X509Certificate recipient : recipients) {
            envelope.addRecipientInfoGenerator(recipientInfo(recipient));
        }
        try {
            OutputAEADEncryptor encryptor = (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(Suite.CONTENT)
                    .setProvider(Suite.CIPHER)
                    .build();
            CMSAuthEnvelopedData data = envelope.generate(new CMSProcessableByteArray(content), encryptor);
            // the buffer is made large enough at once: that of a large content would be copied at each growth
            ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 4096);
            data.toASN1Structure().encodeTo(out, ASN1Encoding.DER);
            return new Sealed(out.toByteArray());
        } catch (CMSException | IOException e) {
            throw new SealingFailed("the content cannot be sealed", e);
        }
    }

    private static RecipientInfoGenerator recipientInfo(X509Certificate recipient) throws SealingFailed {
        if (!Use.ENCRYPTION.fits(recipient)) {
            throw new SealingFailed("the certificate is not for encryption: " + name(recipient));
        }
        try {
            if (recipient.getPublicKey() instanceof ECPublicKey key) {
                return EllipticRecipient.of(recipient, curve(recipient, key));
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
