package org.concordat.protection.key;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDigestCalculatorProvider;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.concordat.schemas.primitive.Primitives;

/**
 * An authority's signed word on one certificate, verified (RFC 6960 section 3.2).
 *
 * @param from when it was known to be so
 * @param until when something newer is to be had
 */
record OcspAnswer(Status status, Instant from, Instant until) {
    /** How far the responder's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);
    /** Of an answer without an end, for which something newer is to be had at any time. */
    private static final Duration WITHOUT_END = Duration.ofMinutes(1);

    /** What an authority says of a certificate. */
    enum Status {
        GOOD,
        REVOKED,
        /** Not a no, and not a yes. */
        UNKNOWN
    }

    /** When to ask anew: while there is time to ask again if nobody answers. */
    Instant middle() {
        return from.plus(Duration.between(from, until).dividedBy(2));
    }

    /** What it is worth now. What was revoked stays so until somebody says otherwise. */
    Status at(Instant now, Duration grace) {
        return status == Status.GOOD && now.isAfter(until.plus(grace)) ? Status.UNKNOWN : status;
    }

    /** The question after a certificate. */
    static byte[] question(X509Certificate certificate, X509Certificate issuer) {
        try {
            return new OCSPReqBuilder()
                    .addRequest(id(certificate, issuer))
                    .build()
                    .getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("a certificate that was read can be asked about", e);
        }
    }

    /** By the digest that every responder knows (RFC 5019 section 2.1.1): it names the certificate and secures nothing. */
    private static CertificateID id(X509Certificate certificate, X509Certificate issuer) throws OCSPException {
        try {
            return new CertificateID(
                    new BcDigestCalculatorProvider().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer),
                    certificate.getSerialNumber());
        } catch (OperatorCreationException | CertificateEncodingException e) {
            throw new OCSPException("a certificate cannot be named", e);
        }
    }

    /** @throws IllegalArgumentException when it is not the authority's word on this certificate at this time */
    static OcspAnswer read(byte[] bytes, X509Certificate certificate, X509Certificate issuer, Instant now) {
        try {
            OCSPResp response = new OCSPResp(bytes);
            if (response.getStatus() == OCSPResp.SUCCESSFUL
                    && response.getResponseObject() instanceof BasicOCSPResp basic
                    && isSigned(basic, issuer, now)) {
                CertificateID id = id(certificate, issuer);
                for (SingleResp single : basic.getResponses()) {
                    if (single.getCertID().equals(id)) {
                        return of(single, now);
                    }
                }
            }
            throw new IllegalArgumentException("no answer of the authority's to this question");
        } catch (IOException | OCSPException | OperatorCreationException | CertException e) {
            throw new IllegalArgumentException("no OCSP answer", e);
        }
    }

    private static OcspAnswer of(SingleResp single, Instant now) {
        Instant from = single.getThisUpdate().toInstant();
        Instant until =
                Optional.ofNullable(single.getNextUpdate()).map(Date::toInstant).orElse(now.plus(WITHOUT_END));
        if (from.isAfter(now.plus(SKEW)) || until.isBefore(now)) {
            throw new IllegalArgumentException("an OCSP answer of another time");
        }
        if (single.getCertStatus() == CertificateStatus.GOOD) {
            return new OcspAnswer(Status.GOOD, from, until);
        }
        return new OcspAnswer(
                single.getCertStatus() instanceof RevokedStatus ? Status.REVOKED : Status.UNKNOWN, from, until);
    }

    /** By the authority, or by whom it has named as its responder with a certificate of its own (section 4.2.2.2). */
    private static boolean isSigned(BasicOCSPResp basic, X509Certificate issuer, Instant now)
            throws OCSPException, OperatorCreationException, CertException {
        if (new DefaultAlgorithmNameFinder()
                .getAlgorithmName(basic.getSignatureAlgorithmID())
                .contains("SHA1")) {
            return false;
        }
        var verifiers = new JcaContentVerifierProviderBuilder().setProvider(Primitives.bouncyCastle());
        ContentVerifierProvider authority = verifiers.build(issuer.getPublicKey());
        X500Name name = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        boolean signed = basic.isSignatureValid(authority);
        for (X509CertificateHolder named : basic.getCerts()) {
            ExtendedKeyUsage uses = ExtendedKeyUsage.fromExtensions(named.getExtensions());
            signed |= named.isValidOn(Date.from(now))
                    && named.getIssuer().equals(name)
                    && uses != null
                    && uses.hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
                    && named.isSignatureValid(authority)
                    && basic.isSignatureValid(verifiers.build(named.getSubjectPublicKeyInfo()));
        }
        return signed;
    }
}
