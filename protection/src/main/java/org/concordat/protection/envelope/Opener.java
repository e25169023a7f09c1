package org.concordat.protection.envelope;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyAgreeRecipient;
import org.bouncycastle.cms.KeyAgreeRecipientInformation;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientOperator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.concordat.protection.key.AgencyKeys;
import org.jspecify.annotations.Nullable;

/** Opens what was sealed to any of one holder's keys. Yields nothing before the whole was authenticated. */
public final class Opener {
    private final List<Held> keys;

    /** Opens with each key what names its certificate as a recipient. */
    public Opener(List<AgencyKeys.Encryption> keys) {
        this.keys = keys.stream().map(Held::of).toList();
    }

    /** Opens with this key what names this certificate as a recipient. */
    public Opener(PrivateKey key, X509Certificate certificate) {
        this(List.of(new AgencyKeys.Encryption(key, certificate)));
    }

    /** The content, once its tag was found good.
     *
     * @throws OpeningFailed otherwise */
    public byte[] open(Sealed sealed) throws OpeningFailed {
        if (sealed.size() > Suite.MOST_SEALED) {
            throw new OpeningFailed("the envelope has more than " + Suite.MOST_SEALED + " bytes");
        }
        try {
            CMSAuthEnvelopedData envelope = new CMSAuthEnvelopedData(sealed.toByteArray());
            // in memory and whole: the tag is checked before this returns
            return content(envelope);
        } catch (CMSException | RuntimeException e) {
            // the parser and the providers signal some malformed input by unchecked exceptions
            throw new OpeningFailed("the envelope is not intact, or not sealed to this key");
        }
    }

    /** By the one recipient that names a certificate of ours by issuer and serial, or key identifier: others are not tried. */
    private byte[] content(CMSAuthEnvelopedData envelope) throws OpeningFailed, CMSException {
        Collection<RecipientInformation> recipients =
                envelope.getRecipientInfos().getRecipients();
        if (recipients.size() > Suite.MOST_RECIPIENTS) {
            throw new OpeningFailed("the envelope has more than " + Suite.MOST_RECIPIENTS + " recipients");
        }
        for (RecipientInformation recipient : recipients) {
            Optional<Held> named =
                    keys.stream().filter(k -> k.isNamedBy(recipient)).findFirst();
            if (named.isPresent()) {
                if (!accepted(recipient)) {
                    throw new OpeningFailed("the envelope's key is not wrapped as we accept it");
                }
                return recipient.getContent(named.get().recipient());
            }
        }
        throw new OpeningFailed("the envelope is not sealed to this key");
    }

    /** PKCS #1 v1.5 is not accepted: whoever may try envelopes could open others' with it. */
    private static boolean accepted(RecipientInformation recipient) {
        AlgorithmIdentifier algorithm = recipient.getKeyEncryptionAlgorithm();
        if (recipient instanceof KeyAgreeRecipientInformation) {
            return WrappingKey.accepts(algorithm);
        }
        return recipient instanceof KeyTransRecipientInformation
                && PKCSObjectIdentifiers.id_RSAES_OAEP.equals(algorithm.getAlgorithm())
                && Suite.OAEP_DIGESTS_OPENED.contains(RSAESOAEPparams.getInstance(algorithm.getParameters())
                        .getHashAlgorithm()
                        .getAlgorithm());
    }

    private record Held(PrivateKey key, JcaX509CertificateHolder certificate) {
        static Held of(AgencyKeys.Encryption held) {
            try {
                return new Held(held.privateKey(), new JcaX509CertificateHolder(held.certificate()));
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("the certificate cannot be encoded", e);
            }
        }

        @SuppressWarnings("unchecked") // the library's selector is a raw type; this one selects certificates
        boolean isNamedBy(RecipientInformation recipient) {
            return recipient.getRID().match(certificate);
        }

        Recipient recipient() {
            return "RSA".equals(key.getAlgorithm())
                    ? new ByKeyTransport(key).setProvider(Suite.TRANSPORT)
                    : new ByKeyAgreement(
                            key, certificate.getSubjectPublicKeyInfo().getAlgorithm());
        }
    }

    /** @param curve of the key, and so of the sender's ephemeral one */
    private record ByKeyAgreement(PrivateKey key, AlgorithmIdentifier curve) implements KeyAgreeRecipient {
        @Override
        public AlgorithmIdentifier getPrivateKeyAlgorithmIdentifier() {
            return curve;
        }

        @Override
        public RecipientOperator getRecipientOperator(
                AlgorithmIdentifier agreement,
                AlgorithmIdentifier content,
                SubjectPublicKeyInfo sender,
                @Nullable ASN1OctetString keyingMaterial,
                byte[] wrapped)
                throws CMSException {
            try {
                PublicKey theirs = BouncyCastleProvider.getPublicKey(sender);
                byte[] material = keyingMaterial == null ? null : keyingMaterial.getOctets();
                Key contentKey =
                        WrappingKey.agreed(agreement, key, theirs, material).unwrap(wrapped);
                return new RecipientOperator(new ContentDecryptor(content, contentKey));
            } catch (GeneralSecurityException | IOException e) {
                throw new CMSException("the content's key cannot be unwrapped", e);
            }
        }
    }

    private static final class ByKeyTransport extends JceKeyTransRecipient {
        ByKeyTransport(PrivateKey key) {
            super(key);
        }

        @Override
        public RecipientOperator getRecipientOperator(
                AlgorithmIdentifier wrap, AlgorithmIdentifier content, byte[] wrapped) throws CMSException {
            return new RecipientOperator(new ContentDecryptor(content, extractSecretKey(wrap, content, wrapped)));
        }
    }
}
