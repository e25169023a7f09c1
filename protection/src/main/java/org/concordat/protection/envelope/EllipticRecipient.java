package org.concordat.protection.envelope;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.KeyAgreeRecipientIdentifier;
import org.bouncycastle.asn1.cms.RecipientEncryptedKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyAgreeRecipientInfoGenerator;
import org.bouncycastle.operator.GenericKey;
import org.jspecify.annotations.Nullable;

/** One recipient with an elliptic key, sealed to with an ephemeral key of its own (RFC 5753 section 3.1.1). */
final class EllipticRecipient extends KeyAgreeRecipientInfoGenerator {
    private final X509Certificate recipient;
    private final KeyPair ephemeral;

    /** @param ephemeral of the recipient's curve, used for nothing else */
    EllipticRecipient(X509Certificate recipient, KeyPair ephemeral) {
        super(Suite.ECDH, SubjectPublicKeyInfo.getInstance(ephemeral.getPublic().getEncoded()), Suite.WRAP);
        this.recipient = recipient;
        this.ephemeral = ephemeral;
    }

    @Override
    protected ASN1Sequence generateRecipientEncryptedKeys(
            AlgorithmIdentifier agreement, AlgorithmIdentifier wrapping, GenericKey contentKey) throws CMSException {
        try {
            WrappingKey key = WrappingKey.agreed(agreement, ephemeral.getPrivate(), recipient.getPublicKey(), null);
            return new DERSequence(new RecipientEncryptedKey(
                    named(), new DEROctetString(key.wrap((byte[]) contentKey.getRepresentation()))));
        } catch (GeneralSecurityException | IOException e) {
            throw new CMSException("the content's key cannot be wrapped", e);
        }
    }

    private KeyAgreeRecipientIdentifier named() {
        X500Name issuer =
                X500Name.getInstance(recipient.getIssuerX500Principal().getEncoded());
        return new KeyAgreeRecipientIdentifier(new IssuerAndSerialNumber(issuer, recipient.getSerialNumber()));
    }

    @Override
    protected byte @Nullable [] getUserKeyingMaterial(AlgorithmIdentifier agreement) {
        return null;
    }
}
