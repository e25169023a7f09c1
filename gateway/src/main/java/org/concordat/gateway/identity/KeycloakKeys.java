package org.concordat.gateway.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's public keys, fetched over TLS and kept for minutes. Keys kept serve through a short outage; tokens naming
 * keys that nobody has cannot make the gateway fetch without limit. Safe to share.
 */
public final class KeycloakKeys implements JWKSource<SecurityContext> {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 3_000;
    private static final int BYTES = 64 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration KEPT_IN_OUTAGE = Duration.ofMinutes(10);
    private static final Duration REFRESH_WAITS = Duration.ofSeconds(6);
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    private final JWKSource<SecurityContext> source;

    /** @param trust connects to what shows a certificate of the authority that Keycloak's is from */
    public KeycloakKeys(URL address, SSLSocketFactory trust) {
        source = JWKSourceBuilder.<SecurityContext>create(
                        address, new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, BYTES, true, trust))
                .cache(KEPT.toMillis(), REFRESH_WAITS.toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_FETCHES.toMillis())
                .outageTolerant(KEPT_IN_OUTAGE.toMillis())
                .build();
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            return source.get(selector, context);
        } catch (RateLimitReachedException e) {
            if (areReachable()) {
                return List
                        .of(); // the keys at hand are seconds old, and the one that the token names is not among them
            }
            throw e;
        }
    }

    /** Whether the keys can be had: kept or fetched. */
    public boolean areReachable() {
        try {
            return !source.get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .isEmpty();
        } catch (KeySourceException e) {
            return false;
        }
    }
}
