package org.concordat.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Thumbprint;
import org.concordat.routes.hop.Caller;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Makes a caller of a valid token and the certificate of the connection, or refuses: the token must be bound to this
 * certificate (RFC 8705 section 3.1), the certificate must be good now and registered, and the agency that the token
 * claims must be the one it is registered for. Safe to share.
 */
record Callers(Systems systems) implements Converter<Jwt, CallerAuthentication> {
    @Override
    public CallerAuthentication convert(Jwt token) {
        X509Certificate certificate = systems.certificate();
        String thumbprint = Thumbprint.of(certificate);
        String bound = boundTo(token).orElseThrow(() -> new IdentityRefused("identity.token-not-bound"));
        if (!MessageDigest.isEqual(
                bound.getBytes(StandardCharsets.US_ASCII), thumbprint.getBytes(StandardCharsets.US_ASCII))) {
            throw new IdentityRefused("identity.token-of-another");
        }
        Agency agency = systems.agencyOf(certificate);
        if (!agency.id().value().equals(token.getClaimAsString("agency"))) {
            throw new IdentityRefused("identity.agency-mismatch");
        }
        systems.requireInForce(agency);
        if (token.getClaimAsString("client_id") == null) {
            throw new IdentityRefused("identity.token-invalid");
        }
        return new CallerAuthentication(new Caller(agency.id(), certificate), scopes(token));
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
