package org.concordat.gateway.identity;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Which tokens are read at all: access tokens (RFC 9068) of one issuer for this gateway, signed PS256 or ES256, and
 * current in real time. What they are bound to is for {@link Callers}.
 */
final class TokenDecoder {
    private static final Duration SKEW = Duration.ofSeconds(10);

    private TokenDecoder() {}

    static JwtDecoder of(JWKSource<SecurityContext> keys, String issuer, String audience) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithms(allowed -> {
                    allowed.clear();
                    allowed.addAll(List.of(SignatureAlgorithm.PS256, SignatureAlgorithm.ES256));
                })
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"))))
                .build();
        JwtTimestampValidator current = new JwtTimestampValidator(SKEW);
        current.setAllowEmptyExpiryClaim(false);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                current, new JwtIssuerValidator(issuer), new JwtAudienceValidator(audience)));
        return decoder;
    }
}
