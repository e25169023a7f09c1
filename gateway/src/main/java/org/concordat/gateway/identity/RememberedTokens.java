package org.concordat.gateway.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/**
 * Tokens that were found good less than a minute ago and have not expired since: their signatures are not computed again for
 * every request. A key that Keycloak withdraws is trusted for longer than that anyway, see {@link KeycloakKeys}. What a token
 * is bound to is asked at every request, elsewhere. Refusals are not remembered, so no stranger fills it. Safe to share.
 */
final class RememberedTokens implements JwtDecoder {
    private static final Duration KEPT = Duration.ofMinutes(1);
    private static final int MOST = 1000;

    private final JwtDecoder decoder;
    private final Clock realTime;
    private final ConcurrentMap<String, Found> known = new ConcurrentHashMap<>();

    RememberedTokens(JwtDecoder decoder, Clock realTime) {
        this.decoder = decoder;
        this.realTime = realTime;
    }

    @Override
    public Jwt decode(String token) {
        Instant now = realTime.instant();
        Found earlier = known.get(token);
        if (earlier != null && !now.isBefore(earlier.from()) && now.isBefore(earlier.until())) {
            return earlier.token();
        }
        Jwt decoded = decoder.decode(token);
        Instant expires = decoded.getExpiresAt();
        Instant until = now.plus(KEPT);
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(token, new Found(decoded, now, expires == null || expires.isAfter(until) ? until : expires));
        return decoded;
    }

    private record Found(Jwt token, Instant from, Instant until) {
        @Override
        public String toString() {
            return "a token";
        }
    }
}
