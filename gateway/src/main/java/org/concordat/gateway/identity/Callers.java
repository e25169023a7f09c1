package org.concordat.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.routes.hop.Caller;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Makes a caller of a valid token and the certificate of the connection, or refuses: the token must be bound to this
 * certificate (RFC 8705 section 3.1), the certificate must be good now and registered, and the agency that the token
 * claims must be the one it is registered for. Safe to share.
 */
record Callers(Agencies agencies, Certificates certificates, Clock business)
        implements Converter<Jwt, CallerAuthentication> {
    private static final String PRESENTED = "jakarta.servlet.request.X509Certificate";

    @Override
    public CallerAuthentication convert(Jwt token) {
        X509Certificate certificate = presented()
                .orElseThrow(() -> new IdentityRefused(
                        "identity.certificate-missing", "The connection carries no client certificate."));
        String thumbprint = Thumbprint.of(certificate);
        String bound = boundTo(token)
                .orElseThrow(() -> new IdentityRefused(
                        "identity.token-not-bound",
                        "The access token is not bound to a certificate. Ask for one over mutual TLS."));
        if (!MessageDigest.isEqual(
                bound.getBytes(StandardCharsets.US_ASCII), thumbprint.getBytes(StandardCharsets.US_ASCII))) {
            throw new IdentityRefused(
                    "identity.token-of-another", "The access token was issued for another certificate than this one.");
        }
        requireGood(certificate);
        Agency agency = agencies.byTlsThumbprint(thumbprint)
                .orElseThrow(() -> new IdentityRefused(
                        "identity.certificate-not-registered", "No agency is registered with this certificate."));
        if (!agency.id().value().equals(token.getClaimAsString("agency"))) {
            throw new IdentityRefused(
                    "identity.agency-mismatch", "The access token and the certificate do not name one agency.");
        }
        if (!agency.inForce().covers(business.instant())) {
            throw new IdentityRefused("identity.agency-not-in-force", "The agency's registration is not in force.");
        }
        String client = Optional.ofNullable(token.getClaimAsString("client_id"))
                .orElseThrow(() ->
                        new IdentityRefused("identity.token-invalid", "The access token does not name its client."));
        return new CallerAuthentication(new Caller(agency.id(), certificate, client), scopes(token));
    }

    /** Asked at every request, because a connection and a resumed session outlive a revocation. */
    private void requireGood(X509Certificate certificate) {
        Verdict verdict = certificates.check(certificate, Use.TLS_CLIENT);
        if (verdict.retry()) {
            throw new AuthenticationServiceException(verdict.name());
        }
        if (!verdict.passes()) {
            throw new IdentityRefused(
                    "identity.certificate-refused", "The client certificate is refused: " + verdict.sentence() + ".");
        }
    }

    private static Optional<X509Certificate> presented() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(PRESENTED, RequestAttributes.SCOPE_REQUEST)
                                instanceof X509Certificate[] chain
                        && chain.length > 0
                ? Optional.of(chain[0])
                : Optional.empty();
    }

    /** The claim may be missing, and RFC 8705 leaves it to us to insist. */
    private static Optional<String> boundTo(Jwt token) {
        Map<String, Object> confirmation = token.getClaimAsMap("cnf");
        return confirmation != null && confirmation.get("x5t#S256") instanceof String s && !s.isBlank()
                ? Optional.of(s)
                : Optional.empty();
    }

    private static List<SimpleGrantedAuthority> scopes(Jwt token) {
        String scope = token.getClaimAsString("scope");
        return scope == null
                ? List.of()
                : Arrays.stream(scope.split(" "))
                        .filter(s -> !s.isBlank())
                        .map(s -> new SimpleGrantedAuthority("SCOPE_" + s))
                        .toList();
    }
}
