package org.concordat.protection.key;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether certificates may be relied on, at this moment of real time: chain, validity, revocation, use (RFC 5280 section 6,
 * by the JDK's validator, which asks nobody over the network). Where an authority has a responder, that has to find them
 * good as well.
 */
public final class Certificates {
    private static final int LONGEST_CHAIN = 5;

    private final List<X509Certificate> authorities;
    private final Set<TrustAnchor> anchors;
    private final List<RevocationList> lists;
    private final Map<X509Certificate, OcspResponder> responders = new HashMap<>();
    private final TrustPolicy policy;
    private final Clock realTime;
    private final Remembered remembered = new Remembered();

    /**
     * Relies on what these authorities issued.
     *
     * @param realTime never the clock of stories and tests: certificates expire in the real world
     */
    public Certificates(List<Authority> authorities, TrustPolicy policy, Clock realTime) {
        this.authorities = authorities.stream().map(Authority::certificate).toList();
        this.anchors =
                this.authorities.stream().map(a -> new TrustAnchor(a, null)).collect(Collectors.toSet());
        this.lists = authorities.stream()
                .map(Authority::revoked)
                .map(RevocationList::new)
                .toList();
        authorities.forEach(a -> a.responder().ifPresent(responder -> responders.put(a.certificate(), responder)));
        this.policy = policy;
        this.realTime = realTime;
        if (anchors.isEmpty()) {
            throw new IllegalArgumentException("no authority is trusted, so no certificate could be");
        }
    }

    /** The certificate in a file, PEM or DER. */
    public static X509Certificate read(Path file) throws KeysUnreadable {
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new KeysUnreadable(file + " is no certificate that can be read", e);
        }
    }

    /** Certificates of one use, the one whose validity begins last first. */
    public static List<X509Certificate> newestFirst(Collection<X509Certificate> certificates) {
        return certificates.stream()
                .sorted(Comparator.comparing(X509Certificate::getNotBefore).reversed())
                .toList();
    }

    /** The authorities, e.g. to be named in a TLS handshake. */
    public List<X509Certificate> authorities() {
        return authorities;
    }

    /** What is known of a certificate that an authority issued itself. */
    public Verdict check(X509Certificate certificate, Use use) {
        return check(List.of(certificate), use);
    }

    /** What is known of a chain's first certificate; the others lead to an authority. */
    public Verdict check(List<X509Certificate> chain, Use use) {
        if (chain.isEmpty() || chain.size() > LONGEST_CHAIN) {
            return Verdict.UNTRUSTED;
        }
        if (!policy.admitsSamples() && chain.stream().anyMatch(TrustPolicy::isSample)) {
            return Verdict.SAMPLE_OUTSIDE_SANDBOX;
        }
        Instant now = realTime.instant();
        List<X509CRL> revoked =
                lists.stream().flatMap(list -> list.current().stream()).toList();
        Optional<X509Certificate> known = remembered.authority(chain, use, revoked, now);
        if (known.isPresent()) {
            return said(chain, known.get());
        }
        X509Certificate authority;
        try {
            authority = validate(chain, revoked, now);
        } catch (CertPathValidatorException e) {
            return verdict(e);
        } catch (GeneralSecurityException e) {
            return Verdict.UNTRUSTED;
        }
        if (chain.stream().anyMatch(c -> revoked.stream().anyMatch(list -> list.isRevoked(c)))) {
            // the validator lets one pass whose revocation is dated from now on; we do not wait for that
            return Verdict.REVOKED;
        }
        Verdict verdict = verdict(chain.get(0), authority, use, now);
        if (verdict.passes()) {
            remembered.valid(chain, authority, use, revoked, now);
        }
        return verdict.passes() ? said(chain, authority) : verdict;
    }

    /** What the authority's responder says now, if it has one, of a chain that is valid otherwise. */
    private Verdict said(List<X509Certificate> chain, X509Certificate authority) {
        OcspResponder responder = responders.get(authority);
        for (int i = 0; responder != null && i < chain.size(); i++) {
            X509Certificate issuer = i + 1 < chain.size() ? chain.get(i + 1) : authority;
            if (chain.get(i).equals(authority)) {
                continue;
            }
            OcspAnswer.Status status = responder.status(chain.get(i), issuer);
            if (status != OcspAnswer.Status.GOOD) {
                return status == OcspAnswer.Status.REVOKED ? Verdict.REVOKED : Verdict.STATUS_UNKNOWN;
            }
        }
        return Verdict.VALID;
    }

    private X509Certificate validate(List<X509Certificate> chain, List<X509CRL> revoked, Instant now)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(anchors);
        parameters.setDate(Date.from(now));
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
        PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult)
                CertPathValidator.getInstance("PKIX").validate(path, parameters);
        return result.getTrustAnchor().getTrustedCert();
    }

    /** What the standard's validation leaves out: an authority's own expiry, samples, the use. */
    private Verdict verdict(X509Certificate certificate, X509Certificate authority, Use use, Instant now) {
        if (!policy.admitsSamples() && TrustPolicy.isSample(authority)) {
            return Verdict.SAMPLE_OUTSIDE_SANDBOX;
        }
        if (authority.getNotAfter().toInstant().isBefore(now)) {
            return Verdict.EXPIRED;
        }
        return use.fits(certificate) ? Verdict.VALID : Verdict.WRONG_USE;
    }

    private static Verdict verdict(CertPathValidatorException e) {
        CertPathValidatorException.@Nullable Reason reason = e.getReason();
        if (reason instanceof BasicReason basic) {
            return switch (basic) {
                case EXPIRED -> Verdict.EXPIRED;
                case NOT_YET_VALID -> Verdict.NOT_YET_VALID;
                case REVOKED -> Verdict.REVOKED;
                case UNDETERMINED_REVOCATION_STATUS -> Verdict.STATUS_UNKNOWN;
                default -> Verdict.UNTRUSTED;
            };
        }
        return Verdict.UNTRUSTED;
    }
}
