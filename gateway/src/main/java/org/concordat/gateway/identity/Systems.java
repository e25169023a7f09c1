package org.concordat.gateway.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.concordat.gateway.problem.Problems;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.routes.hop.InForce;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Which agency's system is at the other end of the request's connection. Everything here refuses by an {@code
 * AuthenticationException}, which {@link AccessRefusals} has words for. Safe to share.
 */
public record Systems(InForce inForce, Certificates certificates, Clock business) {
    private static final String PRESENTED = "jakarta.servlet.request.X509Certificate";

    /** The agency of the connection that a request came by, in force now. */
    public Agency agencyOf(HttpServletRequest request) {
        Agency agency = agencyOf(certificate(request.getAttribute(PRESENTED)));
        requireInForce(agency);
        return agency;
    }

    /** The client certificate of a request that {@link #agencyOf} passed. */
    public X509Certificate certificateOf(HttpServletRequest request) {
        return certificate(request.getAttribute(PRESENTED));
    }

    /** The agency that a SOAP envelope's signer is registered for; that it is the connection's too is decided in the hop. */
    public Agency signerOf(X509Certificate signer) {
        requireGood(signer, Use.ENVELOPE, "certificate of the envelope's signature");
        return inForce.agencies()
                .byEnvelope(signer)
                .orElseThrow(() -> new IdentityRefused("identity.signer-not-registered"));
    }

    /** Asked at every request, because a connection and a resumed session outlive a revocation. */
    private void requireGood(X509Certificate certificate, Use use, String words) {
        Verdict verdict = certificates.check(certificate, use);
        if (verdict.retry()) {
            throw new AuthenticationServiceException(verdict.name());
        }
        if (!verdict.passes()) {
            throw new IdentityRefused("identity.certificate-refused", words, verdict.sentence());
        }
    }

    X509Certificate certificate() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return certificate(request == null ? null : request.getAttribute(PRESENTED, RequestAttributes.SCOPE_REQUEST));
    }

    Agency agencyOf(X509Certificate certificate) {
        requireGood(certificate, Use.TLS_CLIENT, "client certificate");
        Agency agency = inForce.agencies()
                .byTlsCertificate(certificate)
                .orElseThrow(() -> new IdentityRefused("identity.certificate-not-registered"));
        MDC.put(Problems.AGENCY, agency.id().value());
        return agency;
    }

    void requireInForce(Agency agency) {
        if (!agency.inForce().covers(business.instant())) {
            throw new IdentityRefused("identity.agency-not-in-force", agency.notInForce(business.instant()));
        }
    }

    private static X509Certificate certificate(@Nullable Object presented) {
        if (presented instanceof X509Certificate[] chain && chain.length > 0) {
            return chain[0];
        }
        throw new IdentityRefused("identity.certificate-missing");
    }
}
